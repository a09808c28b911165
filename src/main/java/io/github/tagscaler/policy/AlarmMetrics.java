package io.github.tagscaler.policy;

import io.github.tagscaler.policy.MetricTable.Entry;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import io.github.tagscaler.policy.setting.Statistic;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableResource;
import java.util.Map;
import java.util.Optional;

/**
 * The CloudWatch metric that an alarm reads for a metric word: the one that target tracking uses,
 * by its name at CloudWatch.
 */
public final class AlarmMetrics {
  private AlarmMetrics() {}

  /** What that metric is for that resource; empty statistic for the metric's usual one. */
  public static Entry find(
      Metric metric, ScalableResource resource, Optional<Statistic> statistic) {
    var read = statistic.orElse(usual(metric)).wire();
    return switch (MetricTable.find(metric, resource)) {
      case Entry.Unsupported none -> none;
      case Entry.Found(var spec, var factor) ->
          new Entry.Found(read(metric, spec, resource, read), factor);
    };
  }

  /** For the concurrency metrics AWS documents the extremes only. */
  private static Statistic usual(Metric metric) {
    return metric == Metric.CONCURRENCY ? Statistic.MAXIMUM : Statistic.AVERAGE;
  }

  private static MetricSpec read(
      Metric metric, MetricSpec tracked, ScalableResource resource, String statistic) {
    return switch (tracked) {
      case Customized(var namespace, var name, var dimensions, var average, var unit) ->
          new Customized(namespace, name, dimensions, statistic, unit);
      case Predefined ignored -> predefined(metric, resource, statistic);
      case MetricSpec.Calculated calculated -> calculated;
    };
  }

  private static MetricSpec predefined(Metric metric, ScalableResource resource, String statistic) {
    return switch (resource.id()) {
      case ResourceId.InferenceComponent(var component) ->
          Customized.of(
              "AWS/SageMaker",
              metric == Metric.INVOCATIONS ? "InvocationsPerCopy" : "ConcurrentRequestsPerCopy",
              Map.of("InferenceComponentName", component),
              statistic);
      case ResourceId.EndpointVariant(var endpoint, var variant) ->
          Customized.of(
              "AWS/SageMaker",
              switch (metric) {
                case INVOCATIONS -> "InvocationsPerInstance";
                case CONCURRENCY -> "ConcurrentRequestsPerModel";
                case UTILIZATION -> "ServerlessProvisionedConcurrencyUtilization";
                // These have no predefined metric.
                case BACKLOG, CPU, GPU -> throw new IllegalArgumentException(metric.wire());
              },
              Map.of("EndpointName", endpoint, "VariantName", variant),
              statistic);
    };
  }
}
