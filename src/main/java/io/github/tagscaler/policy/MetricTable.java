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

/** Which CloudWatch metric a word means for a kind of resource, and in which unit AWS counts it. */
final class MetricTable {

  /** What a look into the table gives. */
  sealed interface Entry {

    /**
     * The metric.
     *
     * @param factor what a target in the owner's unit is multiplied with for AWS
     */
    record Found(MetricSpec spec, BigDecimal factor) implements Entry {}

    /** There is no such metric for this resource; {@code why} is one sentence. */
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

  private static List<String> supportedBy(Kind kind) {
    return Arrays.stream(Metric.values())
        .filter(metric -> has(kind, metric))
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

  /** What that metric is for that resource. */
  static Entry find(Metric metric, ScalableResource resource) {
    var kind = resource.kind();
    if (!has(kind, metric)) {
      return new Entry.Unsupported(
          "A resource of kind %s has only: %s."
              .formatted(kind.wire(), String.join(", ", supportedBy(kind))));
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
                "It has instance pools, where AWS counts concurrency for each instance type apart.")
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
                  ? "AWS reports the sum over all processors, and its instance type, which would tell their number, cannot be known: its endpoint config is gone."
                  : "It has instance pools, whose instance types differ in their processors.");
        }
        var type = types.getFirst();
        var processors = InstanceTypes.processors(type);
        if (processors.isEmpty()) {
          yield new Entry.Unsupported(
              "AWS reports the sum over all processors, and Tagscaler does not know how many %s has."
                  .formatted(type));
        }
        int count = gpu ? processors.get().gpus() : processors.get().vcpus();
        yield count == 0
            ? new Entry.Unsupported(
                "Its instance type, %s, has no GPU that reports its use.".formatted(type))
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
