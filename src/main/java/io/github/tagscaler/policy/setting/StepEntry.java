package io.github.tagscaler.policy.setting;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One way to scale by steps, as a policy states it: values are the metric's own, and whether its
 * steps fit together is not judged yet.
 *
 * @param statistic one of CloudWatch's five; empty for the metric's usual one, and for metric math
 * @param period how long one data point is
 * @param breaching how many data points have to be beyond the alarm's threshold
 * @param of among how many, at least {@code breaching}
 * @param minChange with {@link Adjust#PERCENT}, the least change
 */
public record StepEntry(
    String name,
    Measure measure,
    Optional<Statistic> statistic,
    Duration period,
    int breaching,
    int of,
    Missing missing,
    Adjust adjust,
    Optional<Integer> minChange,
    Duration cooldown,
    List<Rung> steps) {
  public StepEntry {
    steps = List.copyOf(steps);
  }

  /**
   * One step: from that value, up to below the other, change capacity by this.
   *
   * @param by instances or copies, percent, or the exact capacity, as {@link Adjust} says
   */
  public record Rung(Optional<BigDecimal> from, Optional<BigDecimal> to, int by) {}

  /** How {@link Rung#by} is meant. */
  public enum Adjust {
    /** Add it. */
    CHANGE,
    /** Add that many percent. */
    PERCENT,
    /** Make it so many. */
    EXACT
  }

  /** What a data point that is missing counts as. */
  public enum Missing {
    /** As missing. */
    MISSING,
    /** As within the threshold. */
    NOT_BREACHING,
    /** As beyond the threshold. */
    BREACHING,
    /** As nothing: the alarm stays as it is. */
    IGNORE
  }

  /** CloudWatch's statistics. */
  public enum Statistic {
    AVERAGE("Average"),
    MINIMUM("Minimum"),
    MAXIMUM("Maximum"),
    SUM("Sum"),
    SAMPLE_COUNT("SampleCount");

    private final String wire;

    Statistic(String wire) {
      this.wire = wire;
    }

    /** CloudWatch's spelling. */
    public String wire() {
      return wire;
    }
  }
}
