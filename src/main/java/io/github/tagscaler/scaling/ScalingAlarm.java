package io.github.tagscaler.scaling;

import io.github.tagscaler.policy.setting.MetricSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * A CloudWatch alarm that triggers a step scaling policy. Those of target tracking are created and
 * deleted by AWS; this one is not.
 *
 * @param name at most 255 characters
 * @param actsOn the name of the scaling policy that it triggers; empty if an existing alarm acts on
 *     anything but exactly one existing policy, or its actions are disabled
 */
public record ScalingAlarm(String name, Optional<String> actsOn, Definition definition) {

  /** What an alarm watches. */
  public sealed interface Definition {}

  /**
   * A metric beyond a threshold.
   *
   * @param metric a customized metric with its statistic, or a calculation
   * @param period how long one data point is
   * @param breaching how many data points have to be beyond the threshold
   * @param of among how many
   */
  public record Watching(
      MetricSpec metric,
      Duration period,
      int breaching,
      int of,
      double threshold,
      Comparison comparison,
      Missing missing)
      implements Definition {}

  /** One that Tagscaler did not write and does not read further. */
  public record Other() implements Definition {}

  /** On which side of the threshold the alarm goes off. */
  public enum Comparison {
    AT_OR_ABOVE("GreaterThanOrEqualToThreshold"),
    AT_OR_BELOW("LessThanOrEqualToThreshold");

    private final String wire;

    Comparison(String wire) {
      this.wire = wire;
    }

    /** The API's spelling. */
    public String wire() {
      return wire;
    }
  }

  /** What a data point that is missing counts as. */
  public enum Missing {
    MISSING("missing"),
    NOT_BREACHING("notBreaching"),
    BREACHING("breaching"),
    IGNORE("ignore");

    private final String wire;

    Missing(String wire) {
      this.wire = wire;
    }

    /** The API's spelling. */
    public String wire() {
      return wire;
    }
  }
}
