package io.github.tagscaler.event;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.json.Json;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A SageMaker API call that CloudTrail recorded: the only events about inference components, which
 * SageMaker itself sends none about. Member names are lower camel case, unlike those of SageMaker's
 * own events.
 */
final class CloudTrailCall implements EventParser {
  private static final String SAGEMAKER = "sagemaker.amazonaws.com";
  private static final String AUTO_SCALING = "application-autoscaling.amazonaws.com";

  /** What SageMaker refuses because a scalable target is registered. */
  private static final Set<String> DEPLOYS = Set.of("UpdateEndpoint", "DeleteEndpoint");

  /**
   * How a message shows that a scalable target is the reason. SageMaker's own words are written
   * down nowhere, and those that people quote write "Application AutoScaling scalable target".
   */
  private static final Pattern SCALABLE_TARGET =
      Pattern.compile("scalable ?target|application[ -]auto ?scaling", Pattern.CASE_INSENSITIVE);

  @Override
  public String source() {
    return "aws.sagemaker";
  }

  @Override
  public String detailType() {
    return "AWS API Call via CloudTrail";
  }

  @Override
  public Command parse(Envelope event) {
    Json call = event.detail();
    if (!isFrom(SAGEMAKER, call.get("eventSource"))) {
      return ignored(call, "is not a SageMaker API call");
    }
    // Before the errors: its permission probes are recorded as calls that failed (Application Auto
    // Scaling guide, permission-validation), and those blocked no deploy.
    if (isFrom(AUTO_SCALING, call.get("userIdentity").get("invokedBy"))) {
      return ignored(call, "was made by Application Auto Scaling itself");
    }
    if (!call.get("errorCode").isNull()) {
      return failed(event);
    }
    Json request = call.get("requestParameters");
    return switch (call.get("eventName").text().orElse("")) {
      case "CreateInferenceComponent", "UpdateInferenceComponent" ->
          command(event, Trigger.Type.COMPONENT, Cause.COMPONENT_CHANGED, madeComponent(call));
      case "DeleteInferenceComponent" ->
          command(event, Trigger.Type.COMPONENT, Cause.COMPONENT_CHANGED, component(request));
      case "DeleteEndpoint" ->
          command(event, Trigger.Type.ENDPOINT, Cause.DELETED, endpoint(request));
      case "AddTags", "DeleteTags" ->
          command(
              event,
              Trigger.Type.TAG,
              Cause.TAGS_CHANGED,
              ResourceArn.subject(request.get("resourceArn")));
      default -> ignored(call, "is not one that Tagscaler handles");
    };
  }

  /** A deploy that a scalable target blocked, or a failure that is of no interest. */
  private static Command failed(Envelope event) {
    Json call = event.detail();
    var code = call.get("errorCode").text();
    var message = call.get("errorMessage").text();
    var operation = call.get("eventName").text().filter(DEPLOYS::contains);
    return operation.isPresent()
            && code.isPresent()
            && message.filter(SCALABLE_TARGET.asPredicate()).isPresent()
        ? new Command.Blocked(
            ResourceName.of(call.get("requestParameters").get("endpointName")),
            operation.get(),
            code.get(),
            message.get(),
            event.trigger(Trigger.Type.ENDPOINT, caller(call)))
        : ignored(call, "failed with " + JsonSnippet.of(call.get("errorCode")));
  }

  private static Optional<Subject> component(Json request) {
    return ResourceName.of(request.get("inferenceComponentName"))
        .map(name -> new Subject.Component(name, false));
  }

  private static Optional<Subject> endpoint(Json request) {
    return ResourceName.of(request.get("endpointName"))
        .map(name -> new Subject.Endpoint(name, false));
  }

  /** CloudTrail drops a request of over 100 KB; the answer names the component too. */
  private static Optional<Subject> madeComponent(Json call) {
    Json request = call.get("requestParameters");
    if (!request.get("inferenceComponentName").isNull()) {
      return component(request);
    }
    return ResourceArn.subject(call.get("responseElements").get("inferenceComponentArn"))
        .filter(Subject.Component.class::isInstance);
  }

  private static Command command(
      Envelope event, Trigger.Type type, Cause cause, Optional<Subject> subject) {
    if (subject.isEmpty()) {
      return ignored(
          event.detail(),
          "is about no endpoint or inference component but "
              + JsonSnippet.of(named(event.detail())));
    }
    return new Command.ReconcileResource(
        subject.get(), cause, event.trigger(type, caller(event.detail())), Hint.NONE, false);
  }

  private static @Nullable String caller(Json call) {
    return call.get("userIdentity").get("arn").text().orElse(null);
  }

  private static Json named(Json call) {
    Json request = call.get("requestParameters");
    return Stream.of("resourceArn", "inferenceComponentName", "endpointName")
        .map(request::get)
        .filter(value -> !value.isNull())
        .findFirst()
        .orElse(Json.Null.NULL);
  }

  private static boolean isFrom(String service, Json value) {
    return value.text().filter(service::equals).isPresent();
  }

  private static Command ignored(Json call, String why) {
    return new Command.Ignored(
        "The recorded call %s %s.".formatted(JsonSnippet.of(call.get("eventName")), why));
  }
}
