package io.github.tagscaler.resource;

/** How far capacity may go, both ends inclusive, in the unit of the scalable dimension. */
public record Bounds(int min, int max) {
  public Bounds {
    if (min < 0) {
      throw new IllegalArgumentException("min capacity must not be negative, was " + min);
    }
    if (max < min) {
      throw new IllegalArgumentException(
          "max capacity must be at least min capacity (" + min + "), was " + max);
    }
  }

  /** Whether that capacity lies inside. */
  public boolean contains(int capacity) {
    return min <= capacity && capacity <= max;
  }

  @Override
  public String toString() {
    return min + "-" + max;
  }
}
