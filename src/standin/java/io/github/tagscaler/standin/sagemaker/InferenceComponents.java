package io.github.tagscaler.standin.sagemaker;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.state.InferenceComponent;
import io.github.tagscaler.standin.state.Variant;
import java.util.List;
import java.util.Map;

/** Inference components: made, described, changed, deleted. */
final class InferenceComponents {

  private static final List<String> SPECIFICATION = List.of("Specification", "Specifications");

  private final Account account;
  private final Lookup lookup;
  private final Tags tags;

  InferenceComponents(Account account, Lookup lookup, Tags tags) {
    this.account = account;
    this.lookup = lookup;
    this.tags = tags;
  }

  JsonObject create(JsonObject request) {
    String name = request.text("InferenceComponentName");
    String arn = lookup.arn("inference-component", name);
    if (account.sageMaker().components().containsKey(name)) {
      throw Lookup.alreadyExists("inference component", arn);
    }
    Endpoint endpoint = lookup.endpoint(request);
    if (!endpoint.isInService()) {
      throw AwsFailure.validation(
          "Endpoint \"" + endpoint.arn() + "\" must be InService, is " + endpoint.status() + ".");
    }
    JsonObject specification = requireOneSpecification(request);
    Map<String, String> checkedTags = tags.checked(request);
    String variantName = hostVariant(endpoint, request, specification);
    int copies =
        request.findObject("RuntimeConfig").map(runtime -> runtime.whole("CopyCount")).orElse(0);
    var component =
        new InferenceComponent(
            name, arn, endpoint, variantName, specification, copies, account.now());
    component.start("Creating", account.now(), account.settled());
    account.sageMaker().components().put(name, component);
    tags.put(arn, checkedTags);
    return JsonObject.of("InferenceComponentArn", arn);
  }

  /** The named variant, or that of the base component, or the only one. */
  private String hostVariant(Endpoint endpoint, JsonObject request, JsonObject specification) {
    String name =
        request
            .findText("VariantName")
            .or(() -> baseOf(specification).map(InferenceComponent::variantName))
            .orElseGet(() -> endpoint.variants().iterator().next().name());
    if (endpoint.variant(name).filter(Variant::hostsComponents).isEmpty()) {
      throw AwsFailure.validation(
          "Variant '"
              + name
              + "' of endpoint '"
              + endpoint.name()
              + "' does not host inference components.");
    }
    return name;
  }

  private java.util.Optional<InferenceComponent> baseOf(JsonObject specification) {
    return specification
        .findObject("Specification")
        .flatMap(one -> one.findText("BaseInferenceComponentName"))
        .map(base -> lookup.component(JsonObject.of("InferenceComponentName", base)));
  }

  JsonObject describe(JsonObject request) {
    return lookup.component(request).describe();
  }

  JsonObject update(JsonObject request) {
    InferenceComponent component = lookup.component(request);
    requireAtRest(component);
    if (!request.only(SPECIFICATION).isEmpty()) {
      component.setSpecification(requireOneSpecification(request));
    }
    request
        .findObject("RuntimeConfig")
        .ifPresent(runtime -> component.setDesiredCopyCount(runtime.whole("CopyCount")));
    return updating(component);
  }

  JsonObject updateRuntimeConfig(JsonObject request) {
    InferenceComponent component = lookup.component(request);
    requireAtRest(component);
    component.setDesiredCopyCount(request.object("DesiredRuntimeConfig").whole("CopyCount"));
    return updating(component);
  }

  private JsonObject updating(InferenceComponent component) {
    component.start("Updating", account.now(), account.settled());
    return JsonObject.of("InferenceComponentArn", component.arn());
  }

  /**
   * Refused while it is created or scaled, as seen in the field. A scalable target on it stays: AWS
   * does not say that it is deregistered.
   */
  JsonObject delete(JsonObject request) {
    InferenceComponent component = lookup.component(request);
    if (!component.isInService() && !component.status().equals("Failed")) {
      throw inProgress(component);
    }
    component.start("Deleting", account.now(), account.settled());
    return JsonObject.EMPTY;
  }

  private static void requireAtRest(InferenceComponent component) {
    if (!component.isInService()) {
      throw inProgress(component);
    }
  }

  private static AwsFailure inProgress(InferenceComponent component) {
    return AwsFailure.validation(
        "Cannot change inference component \""
            + component.arn()
            + "\" while it is "
            + component.status()
            + ".");
  }

  /** SageMaker API reference, CreateInferenceComponent: the one or the other. */
  private static JsonObject requireOneSpecification(JsonObject request) {
    JsonObject specification = request.only(SPECIFICATION);
    if (specification.members().size() != 1) {
      throw AwsFailure.validation(
          "Exactly one of Specification and Specifications must be specified.");
    }
    return specification;
  }
}
