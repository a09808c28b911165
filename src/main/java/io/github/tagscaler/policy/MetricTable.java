package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.resource.ScalableResource.ServerlessVariant;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The CloudWatch metric of each metric word by kind of resource, and its unit at AWS. */
public final class MetricTable {

  /** An entry of the table. */
  public sealed interface Entry {

    /**
     * The metric.
     *
     * @param factor from the owner's unit to the unit of AWS
     */
    record Found(MetricSpec spec, BigDecimal factor) implements Entry {}

    /** The resource has no such metric; {@code why} is one sentence. */
    record Unsupported(String why) implements Entry {}
  }

  private static final BigDecimal PERCENT = new BigDecimal("0.01");

  private MetricTable() {}

  /** The metrics that work for that resource. */
  static List<String> workingOn(ScalableResource resource) {
    return Arrays.stream(Metric.values())
        .filter(metric -> find(metric, resource) instanceof Entry.Found)
        .map(Metric::wire)
        .toList();
  }

  /** The metric of that word for that resource. */
  public static Entry find(Metric metric, ScalableResource resource) {
    return switch (resource) {
      case InstanceVariant variant -> find(metric, variant);
      case ServerlessVariant serverless ->
          metric == Metric.UTILIZATION
              ? new Entry.Found(
                  new Predefined("SageMakerVariantProvisionedConcurrencyUtilization"), PERCENT)
              : none(serverless);
      case HostedComponent component -> find(metric, component);
    };
  }

  private static Entry find(Metric metric, InstanceVariant variant) {
    return switch (metric) {
      case INVOCATIONS ->
          variant.async() ? none(variant) : predefined("SageMakerVariantInvocationsPerInstance");
      case CONCURRENCY -> variant.async() ? none(variant) : concurrency(variant);
      case UTILIZATION -> none(variant);
      case BACKLOG -> variant.async() ? backlog(variant) : none(variant);
      case CPU -> utilization("CPUUtilization", false, variant);
      case GPU -> utilization("GPUUtilization", true, variant);
    };
  }

  private static Entry find(Metric metric, HostedComponent component) {
    return switch (metric) {
      case INVOCATIONS -> predefined("SageMakerInferenceComponentInvocationsPerCopy");
      case CONCURRENCY ->
          predefined("SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution");
      case UTILIZATION, BACKLOG -> none(component);
      case CPU -> utilization("CPUUtilizationNormalized", component);
      case GPU -> utilization("GPUUtilizationNormalized", component);
    };
  }

  private static Entry none(ScalableResource resource) {
    return new Entry.Unsupported(
        "%s have no such metric.".formatted(resource.kind().capitalizedPlural()));
  }

  private static Entry predefined(String type) {
    return new Entry.Found(new Predefined(type), BigDecimal.ONE);
  }

  /** With instance pools AWS publishes it by instance type, which the predefined metric lacks. */
  private static Entry concurrency(InstanceVariant variant) {
    return variant.instanceTypes().size() > 1
        ? new Entry.Unsupported("With instance pools AWS reports concurrency per instance type.")
        : predefined("SageMakerVariantConcurrentRequestsPerModelHighResolution");
  }

  private static Entry backlog(InstanceVariant variant) {
    return new Entry.Found(
        Customized.of(
            "AWS/SageMaker",
            "ApproximateBacklogSizePerInstance",
            Map.of("EndpointName", variant.endpoint()),
            "Average"),
        BigDecimal.ONE);
  }

  private static Entry utilization(String name, HostedComponent component) {
    return new Entry.Found(
        Customized.of(
            "/aws/sagemaker/InferenceComponents",
            name,
            Map.of("InferenceComponentName", component.id().component()),
            "Average"),
        BigDecimal.ONE);
  }

  private static Entry utilization(String name, boolean gpu, InstanceVariant variant) {
    var types = variant.instanceTypes();
    if (types.size() != 1) {
      return new Entry.Unsupported(
          types.isEmpty()
              ? "AWS reports %s summed over all processors, and Tagscaler cannot tell how many this variant has because its endpoint config was deleted."
                  .formatted(name)
              : "Its instance pools have instance types with different numbers of processors.");
    }
    var type = types.getFirst();
    var processors = InstanceTypes.processors(type);
    if (processors.isEmpty()) {
      return new Entry.Unsupported(
          "AWS reports %s summed over all processors, and Tagscaler does not know how many %s has."
              .formatted(name, type));
    }
    int count = gpu ? processors.get().gpus() : processors.get().vcpus();
    return count == 0
        ? new Entry.Unsupported(
            "Its instance type, %s, has no GPU that reports its utilization.".formatted(type))
        : new Entry.Found(
            Customized.of(
                "/aws/sagemaker/Endpoints",
                name,
                Map.of("EndpointName", variant.endpoint(), "VariantName", variant.variant()),
                "Average"),
            BigDecimal.valueOf(count));
  }
}
