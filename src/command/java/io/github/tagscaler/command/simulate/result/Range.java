package io.github.tagscaler.command.simulate.result;

import java.util.function.DoubleUnaryOperator;

/** From the one end of the unpublished pace to the other. */
public record Range(double low, double high) {
  public Range {
    if (low > high) {
      double least = high;
      high = low;
      low = least;
    }
  }

  /** Both ends changed. */
  public Range map(DoubleUnaryOperator change) {
    return new Range(change.applyAsDouble(low), change.applyAsDouble(high));
  }

  /** With that many digits; one number if both ends are the same then. */
  public String text(int digits) {
    var format = "%,." + digits + "f";
    var from = String.format(java.util.Locale.ROOT, format, zero(low, digits));
    var to = String.format(java.util.Locale.ROOT, format, zero(high, digits));
    return from.equals(to) ? from : from + (low < 0 ? " to " : "–") + to;
  }

  /** Without a minus sign before what is shown as zero. */
  private static double zero(double value, int digits) {
    return Math.abs(value) < 0.5 * Math.pow(10, -digits) ? 0 : value;
  }
}
