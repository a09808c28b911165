package io.github.tagscaler.event;

import io.github.tagscaler.event.Notice.Cause;
import io.github.tagscaler.event.Notice.Hint;
import io.github.tagscaler.json.Json;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A call of SageMaker's API that CloudTrail recorded: the only news of inference components, which
 * have no event of their own. Member names are lower camel case, unlike those of SageMaker's own
 * events.
 */
final class CloudTrailCall implements EventParser {
  private static final String SAGEMAKER = "sagemaker.amazonaws.com";
  private static final String AUTO_SCALING = "application-autoscaling.amazonaws.com";

  @Override
  public String source() {
    return "aws.sagemaker";
  }

  @Override
  public String detailType() {
    return "AWS API Call via CloudTrail";
  }

  @Override
  public Notice parse(Envelope event) {
    Json call = event.detail();
    if (!isFrom(SAGEMAKER, call.get("eventSource"))) {
      return ignored(call, "is no call of SageMaker's API");
    }
    // Before the errors: its permission probes are recorded as calls that failed (Application Auto
    // Scaling guide, permission-validation), and nobody was hindered by those.
    if (isFrom(AUTO_SCALING, call.get("userIdentity").get("invokedBy"))) {
      return ignored(call, "was made by Application Auto Scaling itself");
    }
    if (!call.get("errorCode").isNull()) {
      return ignored(call, "failed with " + Shown.of(call.get("errorCode")));
    }
    Json request = call.get("requestParameters");
    return switch (call.get("eventName").text().orElse("")) {
      case "CreateInferenceComponent", "UpdateInferenceComponent" ->
          look(event, Trigger.Type.COMPONENT, Cause.COMPONENT_CHANGED, madeComponent(call));
      case "DeleteInferenceComponent" ->
          look(event, Trigger.Type.COMPONENT, Cause.COMPONENT_CHANGED, component(request));
      case "DeleteEndpoint" -> look(event, Trigger.Type.ENDPOINT, Cause.DELETED, endpoint(request));
      case "AddTags", "DeleteTags" ->
          look(
              event,
              Trigger.Type.TAG,
              Cause.TAGS_CHANGED,
              ResourceArn.subject(request.get("resourceArn")));
      default -> ignored(call, "is not among those that matter");
    };
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

  private static Notice look(
      Envelope event, Trigger.Type type, Cause cause, Optional<Subject> subject) {
    if (subject.isEmpty()) {
      return ignored(
          event.detail(),
          "is about no endpoint or inference component but " + Shown.of(named(event.detail())));
    }
    String caller = event.detail().get("userIdentity").get("arn").text().orElse(null);
    return new Notice.Look(subject.get(), cause, event.trigger(type, caller), Hint.NONE, false);
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

  private static Notice ignored(Json call, String why) {
    return new Notice.Ignored(
        "The recorded call %s %s.".formatted(Shown.of(call.get("eventName")), why));
  }
}
