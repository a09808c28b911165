package io.github.tagscaler.scaling;

import io.github.tagscaler.policy.setting.MetricSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A scaling policy of a scalable target, by its name. */
public record ScalingPolicy(String name, Definition definition) {

  /** What a policy does. */
  public sealed interface Definition {}

  /**
   * Keeps a metric near a value.
   *
   * @param targetValue in the unit that Application Auto Scaling uses (a ratio for provisioned
   *     concurrency, a sum over cores for a variant's CPU)
   * @param scaleIn whether it may also remove capacity
   */
  public record TargetTracking(
      MetricSpec metric,
      double targetValue,
      Duration scaleInCooldown,
      Duration scaleOutCooldown,
      boolean scaleIn)
      implements Definition {}

  /**
   * Changes capacity by steps when an alarm that acts on it goes off. Its bounds are relative to
   * the alarm's threshold.
   *
   * @param minMagnitude with a change in percent, the least change in capacity
   * @param aggregation how AWS sums up the alarm's data points: Average, Minimum or Maximum
   */
  public record StepScaling(
      Adjustment adjustment,
      Optional<Integer> minMagnitude,
      Duration cooldown,
      String aggregation,
      List<StepAdjustment> steps)
      implements Definition {
    public StepScaling {
      steps = List.copyOf(steps);
    }
  }

  /** The meaning of a step's number. */
  public enum Adjustment {
    CHANGE_IN_CAPACITY("ChangeInCapacity"),
    PERCENT_CHANGE_IN_CAPACITY("PercentChangeInCapacity"),
    EXACT_CAPACITY("ExactCapacity");

    private final String wire;

    Adjustment(String wire) {
      this.wire = wire;
    }

    /** The API's spelling. */
    public String wire() {
      return wire;
    }
  }

  /**
   * One step.
   *
   * @param lower where it begins, relative to the threshold; empty for minus infinity
   * @param upper where it ends; empty for infinity
   */
  public record StepAdjustment(Optional<Double> lower, Optional<Double> upper, int by) {}

  /**
   * One that Tagscaler did not write and does not read further.
   *
   * @param type Application Auto Scaling's policy type, for messages
   */
  public record Other(String type) implements Definition {}
}
