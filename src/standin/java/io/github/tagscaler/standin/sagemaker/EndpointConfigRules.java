package io.github.tagscaler.standin.sagemaker;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What CreateEndpointConfig refuses beyond the model. */
final class EndpointConfigRules {

  private EndpointConfigRules() {}

  static void check(JsonObject request) {
    List<JsonObject> production = request.objects("ProductionVariants");
    List<JsonObject> shadow = request.objects("ShadowProductionVariants");
    Set<String> names = new HashSet<>();
    Stream.concat(production.stream(), shadow.stream())
        .forEach(variant -> {
          requireUnique(variant, names);
          checkVariant(variant, request);
        });
    // SageMaker developer guide, Shadow variants: one of each.
    if (!shadow.isEmpty() && (production.size() != 1 || shadow.size() != 1)) {
      throw AwsFailure.validation(
          "An endpoint with a shadow variant has exactly one production and one shadow variant.");
    }
    checkServerless(production, request);
  }

  private static void requireUnique(JsonObject variant, Set<String> names) {
    if (!names.add(variant.text("VariantName"))) {
      throw AwsFailure.validation(
          "Variant names must be unique, '" + variant.text("VariantName") + "' is there twice.");
    }
  }

  private static void checkVariant(JsonObject variant, JsonObject request) {
    String name = variant.text("VariantName");
    long ways =
        Stream.of("InstanceType", "InstancePools", "ServerlessConfig").filter(variant::has).count();
    // SageMaker API reference, ProductionVariant: one of the three says what it runs on.
    if (ways != 1) {
      throw AwsFailure.validation(
          "Variant '"
              + name
              + "' must have one of InstanceType, InstancePools and ServerlessConfig.");
    }
    boolean serverless = variant.has("ServerlessConfig");
    if (serverless == variant.has("InitialInstanceCount")) {
      throw AwsFailure.validation(
          "Variant '" + name + "' must have InitialInstanceCount, unless it is serverless.");
    }
    if (variant.has("ManagedInstanceScaling") && variant.has("ModelName")) {
      throw AwsFailure.validation(
          "ManagedInstanceScaling is only supported for inference component endpoints.");
    }
    // SageMaker API reference, CreateEndpointConfig: hosts of components have a role instead of a
    // model.
    if (!variant.has("ModelName") && !request.has("ExecutionRoleArn")) {
      throw AwsFailure.validation(
          "Variant '"
              + name
              + "' must have a ModelName, or the configuration an ExecutionRoleArn.");
    }
    variant.findObject("ServerlessConfig").ifPresent(EndpointConfigRules::checkConcurrency);
  }

  /** SageMaker API reference, ProductionVariantServerlessConfig. */
  static void checkConcurrency(JsonObject serverless) {
    int max = serverless.whole("MaxConcurrency");
    int provisioned = serverless.findWhole("ProvisionedConcurrency").orElse(0);
    if (provisioned > max) {
      throw AwsFailure.validation(
          "ProvisionedConcurrency (%d) must be at most MaxConcurrency (%d)."
              .formatted(provisioned, max));
    }
  }

  private static void checkServerless(List<JsonObject> variants, JsonObject request) {
    if (variants.stream().noneMatch(variant -> variant.has("ServerlessConfig"))) {
      return;
    }
    // SageMaker developer guide, Serverless endpoints: a single variant, and not asynchronous.
    if (variants.size() > 1) {
      throw AwsFailure.validation("A serverless endpoint has exactly one variant.");
    }
    if (request.has("AsyncInferenceConfig")) {
      throw AwsFailure.validation("A serverless endpoint cannot be asynchronous.");
    }
  }
}
