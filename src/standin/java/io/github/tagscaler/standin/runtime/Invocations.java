package io.github.tagscaler.standin.runtime;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.state.InferenceComponent;
import io.github.tagscaler.standin.state.Variant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls to endpoints. An endpoint answers with the request's body: there is no model. Error texts
 * are AWS's only where a comment says so.
 */
final class Invocations {

  /** In these an endpoint has nothing that could answer. */
  private static final Set<String> OUT = Set.of("Creating", "Deleting", "Failed", "OutOfService");

  private final Account account;
  private final MetricEmitter emitter;
  private final AsyncQueues queues;

  Invocations(Account account, MetricEmitter emitter, AsyncQueues queues) {
    this.account = account;
    this.emitter = emitter;
    this.queues = queues;
  }

  JsonObject invoke(JsonObject request) {
    Endpoint endpoint = endpoint(request);
    if (endpoint.isAsync()) {
      throw refused("Endpoint " + endpoint.name() + " is asynchronous: use InvokeEndpointAsync.");
    }
    Variant variant =
        request.has("InferenceComponentName")
            ? invokeComponent(endpoint, request.text("InferenceComponentName"))
            : invokeVariant(endpoint, request.findText("TargetVariant"));
    return JsonObject.of("Body", request.text("Body"))
        .with("ContentType", request.findText("ContentType").orElse("application/octet-stream"))
        .with("InvokedProductionVariant", variant.name());
  }

  private Variant invokeComponent(Endpoint endpoint, String name) {
    InferenceComponent component =
        account
            .sageMaker()
            .component(name)
            .filter(found -> found.endpointName().equals(endpoint.name()))
            .orElseThrow(() ->
                refused("Inference component " + name + " not found on " + endpoint.name() + "."));
    Map<String, String> dimensions = Map.of("InferenceComponentName", name);
    if (copies(component) == 0) {
      emitter.emit("NoCapacityInvocationFailures", dimensions, account.now(), 1);
      // AWS's words, as users report them.
      throw refused(
          "Inference Component has no capacity to process this request. ApplicationAutoScaling may"
              + " be in progress (if configured) or try to increase the capacity by invoking"
              + " UpdateInferenceComponentRuntimeConfig API.");
    }
    emitter.emit("Invocations", dimensions, account.now(), 1);
    return endpoint
        .variant(component.variantName())
        .orElseThrow(() -> refused("Variant " + component.variantName() + " not found."));
  }

  /** An adapter runs in the copies of its base. */
  private int copies(InferenceComponent component) {
    return component
        .baseName()
        .flatMap(account.sageMaker()::component)
        .orElse(component)
        .currentCopyCount();
  }

  private Variant invokeVariant(Endpoint endpoint, Optional<String> name) {
    Variant variant =
        name.map(wanted ->
                endpoint
                    .variant(wanted)
                    .orElseThrow(() -> refused("Variant " + wanted + " not found.")))
            .orElseGet(() -> endpoint.variants().iterator().next());
    if (variant.hostsComponents()) {
      throw refused(
          "Inference Component Name header is required for endpoints to which you plan to deploy"
              + " inference components.");
    }
    emitter.emit(
        "Invocations",
        Map.of("EndpointName", endpoint.name(), "VariantName", variant.name()),
        account.now(),
        1);
    return variant;
  }

  JsonObject invokeAsync(JsonObject request) {
    Endpoint endpoint = endpoint(request);
    if (!endpoint.isAsync()) {
      throw refused("Endpoint " + endpoint.name() + " is not asynchronous: use InvokeEndpoint.");
    }
    queues.add(endpoint);
    String id = request.findText("InferenceId").orElseGet(account::newId);
    return JsonObject.of("InferenceId", id)
        .with("OutputLocation", endpoint.asyncOutputPath() + "/" + id + ".out");
  }

  private Endpoint endpoint(JsonObject request) {
    String name = request.text("EndpointName");
    return account
        .sageMaker()
        .endpoint(name)
        .filter(found -> !OUT.contains(found.status()))
        .orElseThrow(
            () -> refused("Endpoint " + name + " of account " + account.id() + " not found."));
  }

  private static AwsFailure refused(String message) {
    return AwsFailure.of("ValidationError", message);
  }
}
