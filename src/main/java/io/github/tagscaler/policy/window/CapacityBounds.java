package io.github.tagscaler.policy.window;

/** How far capacity may go, both ends inclusive. */
public record CapacityBounds(int min, int max) {
  public CapacityBounds {
    if (min < 0) {
      throw new IllegalArgumentException("min capacity must not be negative, was " + min);
    }
    if (max < min) {
      throw new IllegalArgumentException(
          "max capacity must be at least min capacity (" + min + "), was " + max);
    }
  }

  @Override
  public String toString() {
    return min + "-" + max;
  }
}
