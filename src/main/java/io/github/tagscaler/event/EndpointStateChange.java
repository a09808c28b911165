package io.github.tagscaler.event;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.json.Json;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * SageMaker's own event about an endpoint. Every scaling activity sends one more.
 *
 * <p>The counts and tags in it are not used: counts come as floats without the variant's name, tags
 * as a map or as a list, and both are of the time when it was sent.
 */
final class EndpointStateChange implements EventParser {

  @Override
  public String source() {
    return "aws.sagemaker";
  }

  @Override
  public String detailType() {
    return "SageMaker Endpoint State Change";
  }

  @Override
  public Command parse(Envelope event) {
    Json detail = event.detail();
    // Not from the ARN, which is lower-cased even in AWS's own sample.
    var name = ResourceName.of(detail.get("EndpointName"));
    if (name.isEmpty()) {
      return new Command.Ignored(
          "EndpointName %s is not a valid endpoint name: a name is %s."
              .formatted(JsonSnippet.of(detail.get("EndpointName")), ResourceName.RULE));
    }
    var endpoint = new Subject.Endpoint(name.get(), false);
    var trigger = event.trigger(Trigger.Type.ENDPOINT);
    return switch (normalised(detail.get("EndpointStatus"))) {
      case "inservice" ->
          new Command.ReconcileResource(
              endpoint, Cause.IN_SERVICE, trigger, hint(event, endpoint), false);
      case "deleting", "deleted" ->
          new Command.ReconcileResource(endpoint, Cause.DELETED, trigger, Hint.NONE, false);
      default ->
          new Command.Ignored(
              "Endpoint %s has status %s; only IN_SERVICE, DELETING and DELETED are handled."
                  .formatted(endpoint.name(), JsonSnippet.of(detail.get("EndpointStatus"))));
    };
  }

  /** One spelling for {@code IN_SERVICE}, as events say it, and {@code InService}, as the API. */
  private static String normalised(Json status) {
    return status.text().orElse("").replaceAll("[_\\- ]", "").toLowerCase(Locale.ROOT);
  }

  private static Hint hint(Envelope event, Subject.Endpoint endpoint) {
    var arn =
        Stream.concat(Stream.of(event.detail().get("EndpointArn")), event.resources().stream())
            .filter(each -> isArnOf(endpoint, each))
            .flatMap(each -> each.text().stream())
            .findFirst();
    var config = ResourceName.of(event.detail().get("EndpointConfigName"));
    return new Hint(arn.orElse(null), config.orElse(null));
  }

  private static boolean isArnOf(Subject.Endpoint endpoint, Json arn) {
    return ResourceArn.subject(arn)
        .filter(Subject.Endpoint.class::isInstance)
        .filter(subject -> subject.name().equalsIgnoreCase(endpoint.name()))
        .isPresent();
  }
}
