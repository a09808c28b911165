package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a step scaling policy makes of a breach (Application Auto Scaling user guide, Step scaling
 * policies).
 */
record StepAdjustments(JsonObject configuration) {

  /** API reference, StepScalingPolicyConfiguration. */
  private static final int DEFAULT_COOLDOWN = 300;

  /** Whole percents of whole capacities: enough places to be exact. */
  private static final BigDecimal PERCENT = new BigDecimal("0.01");

  /**
   * The adjustment of the step that covers a breach, if one does. Above the threshold the lower
   * bound belongs to a step, below it the upper one.
   *
   * @param breach how far the metric is above the threshold, negative if it is below
   * @param above which of both the threshold itself counts as
   */
  Optional<Integer> adjustment(double breach, boolean above) {
    boolean lowerBelongs = breach > 0 || (breach == 0 && above);
    return configuration.objects("StepAdjustments").stream()
        .filter(step -> covers(step, breach, lowerBelongs))
        .map(step -> step.whole("ScalingAdjustment"))
        .findFirst();
  }

  private static boolean covers(JsonObject step, double breach, boolean lowerBelongs) {
    double lower = bound(step, "MetricIntervalLowerBound", Double.NEGATIVE_INFINITY);
    double upper = bound(step, "MetricIntervalUpperBound", Double.POSITIVE_INFINITY);
    return lowerBelongs ? breach >= lower && breach < upper : breach > lower && breach <= upper;
  }

  private static double bound(JsonObject step, String name, double open) {
    return step.findDecimal(name).map(BigDecimal::doubleValue).orElse(open);
  }

  /** The capacity that an adjustment makes of another. */
  int adjusted(int capacity, int adjustment) {
    long adjusted =
        switch (configuration.text("AdjustmentType")) {
          case "ExactCapacity" -> adjustment;
          case "PercentChangeInCapacity" -> capacity + percent(capacity, adjustment);
          default -> (long) capacity + adjustment;
        };
    return Math.clamp(adjusted, 0, Integer.MAX_VALUE);
  }

  /** Rounded towards zero, but never to it: 6.7 is 6, 0.3 is 1, -0.3 is -1, -6.7 is -6. */
  private long percent(int capacity, int adjustment) {
    BigDecimal exact =
        BigDecimal.valueOf(capacity).multiply(BigDecimal.valueOf(adjustment)).multiply(PERCENT);
    long change = exact.setScale(0, RoundingMode.DOWN).longValue();
    if (change == 0) {
      change = exact.signum();
    }
    long least = configuration.findWhole("MinAdjustmentMagnitude").orElse(0);
    return Integer.signum(adjustment) * Math.max(Math.abs(change), adjustment == 0 ? 0 : least);
  }

  /** How the datapoints of a metric are put together to one value. */
  String aggregation() {
    return configuration.findText("MetricAggregationType").orElse("Average");
  }

  int cooldownSeconds() {
    return configuration.findWhole("Cooldown").orElse(DEFAULT_COOLDOWN);
  }
}
