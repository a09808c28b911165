package io.github.tagscaler.policy.window;

/** Bounds for certain hours that begin on certain days. */
public record Window(Weekdays days, Hours hours, BoundsExpression bounds) {
  /** As an expression writes it. */
  @Override
  public String toString() {
    return days + " " + hours + " " + bounds;
  }
}
