package io.github.tagscaler.command.simulate.model;

import io.github.tagscaler.policy.setting.Adjust;
import io.github.tagscaler.policy.setting.CapacityStep;
import io.github.tagscaler.policy.setting.StepEntry;
import java.math.BigDecimal;
import java.util.List;

/**
 * Step scaling by an alarm.
 *
 * @param statistic CloudWatch's name of the statistic that its alarm reads
 * @param entry the entry, with its values in the owner's unit
 */
public record StepRule(String name, Signal signal, String statistic, StepEntry entry) {

  private List<CapacityStep> steps() {
    return entry.lowestFirst();
  }

  /** Whether its alarm acts at a value and above. */
  boolean rising() {
    return !entry.scalesIn();
  }

  /** Where its alarm acts. */
  double threshold() {
    return (rising() ? steps().getFirst().from() : steps().getLast().to())
        .map(BigDecimal::doubleValue)
        .orElseThrow();
  }

  /** Whether a value is beyond the threshold. */
  boolean breaches(double value) {
    return rising() ? value >= threshold() : value <= threshold();
  }

  /** The capacity that it asks for at that value, before bounds. */
  int wanted(double value, int capacity) {
    return steps().stream()
        .filter(step -> within(step, value))
        .findFirst()
        .map(step -> adjusted(step.by(), capacity))
        .orElse(capacity);
  }

  /** Rising steps include their lower end, falling ones their upper end. */
  private boolean within(CapacityStep step, double value) {
    double from = step.from().map(BigDecimal::doubleValue).orElse(Double.NEGATIVE_INFINITY);
    double to = step.to().map(BigDecimal::doubleValue).orElse(Double.POSITIVE_INFINITY);
    return rising() ? value >= from && value < to : value > from && value <= to;
  }

  private int adjusted(int by, int capacity) {
    return switch (entry.adjust()) {
      case CHANGE -> Math.max(0, capacity + by);
      case EXACT -> by;
      case PERCENT -> Math.max(0, capacity + percent(capacity * by / 100.0));
    };
  }

  /** Rounded as AWS does: toward zero, but at least by one. */
  private int percent(double change) {
    if (change == 0 || entry.adjust() != Adjust.PERCENT) {
      return 0;
    }
    int whole = Math.abs(change) < 1 ? (int) Math.signum(change) : (int) change;
    int least = entry.minChange().orElse(0);
    return Math.abs(whole) >= least ? whole : (int) Math.signum(change) * least;
  }
}
