package io.github.tagscaler.policy.setting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A scaling policy in steps, as an entry of a policy: how capacity follows a metric. The values are
 * those of the metric as its owner writes them.
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
    List<CapacityStep> steps) {
  /** The reserved name of the policy and alarm that bring capacity back from zero. */
  private static final String WAKE = "wake";

  public StepEntry {
    steps = List.copyOf(steps);
    var problems = new Problems();
    checkName(name, problems);
    AlarmRules.checkPeriods(measure, period, breaching, of, problems);
    AlarmRules.checkStatistic(measure, statistic, problems);
    if (cooldown.isNegative()) {
      problems.badValue("cooldown", "cooldown cannot be negative.");
    }
    StepRules.check(measure, adjust, minChange, steps, problems);
    Checked.require(problems);
  }

  /** Reports a name that no entry can have. */
  static void checkName(String name, Problems problems) {
    if (name.equals(WAKE)) {
      problems.badValue(
          "name",
          "\"wake\" is a reserved name (used by the wake-from-zero policy). Choose another.");
    }
  }

  /** Whether it scales in: its alarm fires at or below a value, and its lowest step has no from. */
  public boolean scalesIn() {
    return steps.stream().anyMatch(step -> step.from().isEmpty());
  }

  /** The steps, lowest first; one without {@code from} is the lowest. */
  public List<CapacityStep> lowestFirst() {
    return StepRules.lowestFirst(steps);
  }

  /** How the alarm counts a data point that is missing. */
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
}
