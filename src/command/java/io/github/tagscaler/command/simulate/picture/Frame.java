package io.github.tagscaler.command.simulate.picture;

import java.time.Duration;
import java.time.Instant;

/**
 * A plot's place, and what its axes mean.
 *
 * @param top the value at the upper edge; zero is at the lower one
 */
record Frame(
    double x, double y, double width, double height, Instant start, Duration length, double top) {

  /** The x of a time. */
  double at(Instant time) {
    return x + width * Duration.between(start, time).toSeconds() / length.toSeconds();
  }

  /** The x where a column begins. */
  double column(int index, int columns) {
    return x + width * index / columns;
  }

  /** The y of a value; what is beyond the upper edge is at it. */
  double up(double value) {
    return y + height * (1 - Math.clamp(value / top, 0, 1));
  }

  /** The lower edge. */
  double bottom() {
    return y + height;
  }

  /** The right edge. */
  double right() {
    return x + width;
  }
}
