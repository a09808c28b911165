package io.github.tagscaler.endtoend;

import io.github.tagscaler.event.Events;
import io.github.tagscaler.json.Json;
import java.util.List;

/** Events as AWS sends them: those of {@code events/} with other resource names. */
final class SampleEvents {
  private SampleEvents() {}

  /** An endpoint is in service. */
  static Json inService(String endpoint) {
    return state(endpoint, "IN_SERVICE");
  }

  /** An endpoint changed its status. */
  static Json state(String endpoint, String status) {
    var arn = AccountUser.arnOf("endpoint/" + endpoint);
    var event = Events.file("endpoint-in-service");
    event = Events.with(event, "resources", Json.ofStrings(List.of(arn)));
    event = Events.with(event, "detail.EndpointName", Json.of(endpoint));
    event = Events.with(event, "detail.EndpointArn", Json.of(arn));
    event = Events.with(event, "detail.EndpointConfigName", Json.of(endpoint + "-config"));
    return Events.with(event, "detail.EndpointStatus", Json.of(status));
  }

  /** The tags of {@code endpoint/<name>} or {@code inference-component/<name>} changed. */
  static Json tagChange(String resource) {
    return Events.with(
        Events.file("tag-change"),
        "resources",
        Json.ofStrings(List.of(AccountUser.arnOf(resource))));
  }

  /** CloudTrail recorded AddTags. */
  static Json addTags(String resource) {
    return Events.with(
        Events.file("tags-added"),
        "detail.requestParameters.resourceArn",
        Json.of(AccountUser.arnOf(resource)));
  }

  /** CloudTrail recorded CreateInferenceComponent. */
  static Json componentCreated(String component) {
    return about(Events.file("component-created"), component);
  }

  /** CloudTrail recorded UpdateInferenceComponent. */
  static Json componentUpdated(String component) {
    return about(Events.file("component-updated"), component);
  }

  /** CloudTrail recorded DeleteInferenceComponent. */
  static Json componentDeleted(String component) {
    return about(Events.file("component-deleted"), component);
  }

  private static Json about(Json call, String component) {
    return Events.with(call, "detail.requestParameters.inferenceComponentName", Json.of(component));
  }

  /** A request to reconcile an endpoint. */
  static Json requested(String endpoint) {
    return Events.with(
        Events.file("reconcile-requested-endpoint"), "detail.endpointName", Json.of(endpoint));
  }

  /** A request to reconcile a component. */
  static Json requestedComponent(String component) {
    return Events.with(
        Events.file("reconcile-requested-component"),
        "detail.inferenceComponentName",
        Json.of(component));
  }

  /** A recorded call that failed. */
  static Json failed(Json call) {
    return Events.with(call, "detail.errorCode", Json.of("ValidationException"));
  }
}
