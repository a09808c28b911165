package io.github.tagscaler.policy.window;

/** At these hours, beginning on these days, these bounds. */
public record Window(Weekdays days, Hours hours, BoundsExpression bounds) {
  /** As an expression writes it. */
  @Override
  public String toString() {
    return days + " " + hours + " " + bounds;
  }
}
