package io.github.tagscaler.command.history;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import java.util.Map;
import java.util.Optional;

/** The metrics that Application Auto Scaling predefines, as CloudWatch knows them. */
public final class PredefinedMetrics {
  private static final String NAMESPACE = "AWS/SageMaker";

  private PredefinedMetrics() {}

  /**
   * The metric of a resource as CloudWatch knows it. Requests are summed, and of concurrency the
   * highest is taken, because AWS documents no average of it.
   *
   * @return empty for a predefined metric that is not known here
   */
  public static Optional<MetricSpec> read(MetricSpec metric, ResourceId resource) {
    return metric instanceof Predefined(var type) ? read(type, resource) : Optional.of(metric);
  }

  private static Optional<MetricSpec> read(String type, ResourceId resource) {
    return switch (type) {
      case "SageMakerVariantInvocationsPerInstance" ->
          of("InvocationsPerInstance", "Sum", resource);
      case "SageMakerVariantConcurrentRequestsPerModelHighResolution" ->
          of("ConcurrentRequestsPerModel", "Maximum", resource);
      case "SageMakerVariantProvisionedConcurrencyUtilization" ->
          of("ServerlessProvisionedConcurrencyUtilization", "Maximum", resource);
      case "SageMakerInferenceComponentInvocationsPerCopy" ->
          of("InvocationsPerCopy", "Sum", resource);
      case "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution" ->
          of("ConcurrentRequestsPerCopy", "Maximum", resource);
      default -> Optional.empty();
    };
  }

  private static Optional<MetricSpec> of(String name, String statistic, ResourceId resource) {
    return Optional.of(Customized.of(NAMESPACE, name, dimensions(resource), statistic));
  }

  private static Map<String, String> dimensions(ResourceId resource) {
    return switch (resource) {
      case EndpointVariant(var endpoint, var variant) ->
          Map.of("EndpointName", endpoint, "VariantName", variant);
      case InferenceComponent(var component) -> Map.of("InferenceComponentName", component);
    };
  }
}
