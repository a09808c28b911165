package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableResource;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The CloudWatch metric of each metric word by kind of resource, and its unit at AWS. */
final class MetricTable {

  /** An entry of the table. */
  sealed interface Entry {

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

  private static boolean has(Kind kind, Metric metric) {
    return switch (metric) {
      case INVOCATIONS, CONCURRENCY -> kind == Kind.REAL_TIME || kind == Kind.COMPONENT;
      case UTILIZATION -> kind == Kind.SERVERLESS;
      case BACKLOG -> kind == Kind.ASYNC;
      case CPU, GPU -> kind != Kind.SERVERLESS;
    };
  }

  /** The metric of that word for that resource. */
  static Entry find(Metric metric, ScalableResource resource) {
    var kind = resource.kind();
    if (!has(kind, metric)) {
      return new Entry.Unsupported("%s have no such metric.".formatted(kind.capitalizedPlural()));
    }
    return switch (metric) {
      case INVOCATIONS ->
          predefined(
              kind == Kind.COMPONENT
                  ? "SageMakerInferenceComponentInvocationsPerCopy"
                  : "SageMakerVariantInvocationsPerInstance");
      case CONCURRENCY -> {
        if (kind == Kind.COMPONENT) {
          yield predefined("SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution");
        }
        // With instance pools AWS publishes it by instance type, which the predefined metric lacks.
        yield resource.instanceTypes().size() > 1
            ? new Entry.Unsupported(
                "With instance pools AWS reports concurrency per instance type.")
            : predefined("SageMakerVariantConcurrentRequestsPerModelHighResolution");
      }
      case UTILIZATION ->
          new Entry.Found(
              new Predefined("SageMakerVariantProvisionedConcurrencyUtilization"), PERCENT);
      case BACKLOG ->
          new Entry.Found(
              Customized.of(
                  "AWS/SageMaker",
                  "ApproximateBacklogSizePerInstance",
                  Map.of("EndpointName", resource.endpoint()),
                  "Average"),
              BigDecimal.ONE);
      case CPU -> utilization("CPUUtilization", false, resource);
      case GPU -> utilization("GPUUtilization", true, resource);
    };
  }

  private static Entry predefined(String type) {
    return new Entry.Found(new Predefined(type), BigDecimal.ONE);
  }

  private static Entry utilization(String name, boolean gpu, ScalableResource resource) {
    return switch (resource.id()) {
      case ResourceId.InferenceComponent(var component) ->
          new Entry.Found(
              Customized.of(
                  "/aws/sagemaker/InferenceComponents",
                  name + "Normalized",
                  Map.of("InferenceComponentName", component),
                  "Average"),
              BigDecimal.ONE);
      case ResourceId.EndpointVariant(var endpoint, var variant) -> {
        var types = resource.instanceTypes();
        if (types.size() != 1) {
          yield new Entry.Unsupported(
              types.isEmpty()
                  ? "AWS reports %s summed over all processors, and Tagscaler cannot tell how many this variant has because its endpoint config was deleted."
                      .formatted(name)
                  : "Its instance pools have instance types with different numbers of processors.");
        }
        var type = types.getFirst();
        var processors = InstanceTypes.processors(type);
        if (processors.isEmpty()) {
          yield new Entry.Unsupported(
              "AWS reports %s summed over all processors, and Tagscaler does not know how many %s has."
                  .formatted(name, type));
        }
        int count = gpu ? processors.get().gpus() : processors.get().vcpus();
        yield count == 0
            ? new Entry.Unsupported(
                "Its instance type, %s, has no GPU that reports its utilization.".formatted(type))
            : new Entry.Found(
                Customized.of(
                    "/aws/sagemaker/Endpoints",
                    name,
                    Map.of("EndpointName", endpoint, "VariantName", variant),
                    "Average"),
                BigDecimal.valueOf(count));
      }
    };
  }
}
