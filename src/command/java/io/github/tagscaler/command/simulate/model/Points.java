package io.github.tagscaler.command.simulate.model;

/** Gathers values of ten seconds into points of a period. */
final class Points {
  private final int ticksPerPoint;
  private int tick;
  private int count;
  private double sum;
  private double largest;
  private double smallest;

  /**
   * For periods of that length.
   *
   * @param delayTicks how late values are: periods begin when the trace does
   */
  Points(int ticksPerPoint, int delayTicks) {
    this.ticksPerPoint = ticksPerPoint;
    this.tick = -delayTicks;
    clear();
  }

  /** Takes a value, and returns whether a period ends with it. */
  boolean pass(double value) {
    if (Math.floorMod(tick, ticksPerPoint) == 0) {
      clear();
    }
    tick++;
    if (!Double.isNaN(value)) {
      count++;
      sum += value;
      largest = Math.max(largest, value);
      smallest = Math.min(smallest, value);
    }
    return tick > 0 && tick % ticksPerPoint == 0;
  }

  private void clear() {
    count = 0;
    sum = 0;
    largest = Double.NEGATIVE_INFINITY;
    smallest = Double.POSITIVE_INFINITY;
  }

  double average() {
    return count == 0 ? Double.NaN : sum / count;
  }

  double sum() {
    return count == 0 ? Double.NaN : sum;
  }

  /** One of CloudWatch's statistics of the period that ended; not a number if it has no value. */
  double statistic(String name) {
    if (count == 0) {
      return Double.NaN;
    }
    return switch (name) {
      case "Maximum" -> largest;
      case "Minimum" -> smallest;
      case "Sum" -> sum;
      case "SampleCount" -> count;
      default -> average();
    };
  }
}
