package io.github.tagscaler.command.report.model;

import java.util.Locale;

/** Numbers as people read them. */
public final class NumberWords {
  private static final double EXACT_BELOW = 10;

  private NumberWords() {}

  /** A whole number: {@code 12,300}. */
  public static String whole(double number) {
    return String.format(Locale.ROOT, "%,d", Math.round(number));
  }

  /** A whole number: {@code 12,300}. */
  public static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A small number with a decimal, if it has one: {@code 2.5}, {@code 3}, {@code 12,300}. */
  public static String amount(double number) {
    double tenths = Math.round(number * 10) / 10.0;
    return tenths < EXACT_BELOW && tenths != Math.rint(tenths)
        ? String.format(Locale.ROOT, "%.1f", tenths)
        : whole(number);
  }

  /** From one to another: {@code 730–2,920}, or {@code 730} where both are the same. */
  public static String range(double from, double to) {
    var first = whole(from);
    var last = whole(to);
    return first.equals(last) ? first : first + "–" + last;
  }

  /** A share between 0 and 1: {@code 62%}; 100% only if it is all, and 0% only if it is nothing. */
  public static String percent(double share) {
    long rounded = Math.round(share * 100);
    return (share > 0 && share < 1 ? Math.clamp(rounded, 1, 99) : rounded) + "%";
  }

  /** A number of things: {@code 1 target}, {@code 3 targets}. */
  public static String count(long number, String thing) {
    return whole(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** The days before now: {@code the last 14 days}. */
  public static String last(int days) {
    return days == 1 ? "the last day" : "the last " + days(days);
  }

  /** A number of days: {@code 14 days}. */
  public static String days(int days) {
    return count(days, "day");
  }
}
