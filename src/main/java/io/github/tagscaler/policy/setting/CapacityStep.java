package io.github.tagscaler.policy.setting;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One step: from that value of the metric, up to below the other, change capacity by this.
 *
 * @param from empty for all values below {@code to}
 * @param to empty for all values from {@code from} up
 * @param by instances or copies, percent, or the exact capacity, as {@link Adjust} says
 */
public record CapacityStep(Optional<BigDecimal> from, Optional<BigDecimal> to, int by) {
  public CapacityStep {
    var problems = new Problems();
    if (from.isEmpty() && to.isEmpty()) {
      problems.badValue(
          "",
          "A step needs from (it acts from that value up), to (it acts below that value), or both.");
    }
    if (from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) >= 0) {
      problems.badValue(
          "to", "to must be above from, which is %s.".formatted(from.get().toPlainString()));
    }
    Checked.require(problems);
  }

  /** As a document writes it. */
  @Override
  public String toString() {
    return "{ %s%sby: %d }"
        .formatted(
            from.map(value -> "from: " + value.toPlainString() + ", ").orElse(""),
            to.map(value -> "to: " + value.toPlainString() + ", ").orElse(""),
            by);
  }
}
