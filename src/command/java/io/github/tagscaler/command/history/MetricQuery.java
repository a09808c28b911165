package io.github.tagscaler.command.history;

import io.github.tagscaler.policy.setting.MetricSpec;
import java.time.Duration;

/**
 * A metric at a regular step.
 *
 * @param metric as CloudWatch knows it: not a predefined one ({@link PredefinedMetrics})
 * @param period the step
 */
public record MetricQuery(MetricSpec metric, Duration period) {
  public MetricQuery {
    if (metric instanceof MetricSpec.Predefined(var type)) {
      throw new IllegalArgumentException("CloudWatch does not know " + type);
    }
  }
}
