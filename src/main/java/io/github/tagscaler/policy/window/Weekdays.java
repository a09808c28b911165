package io.github.tagscaler.policy.window;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Some days of the week, at least one.
 *
 * @param days in the order of the week, which begins on Monday
 */
public record Weekdays(Set<DayOfWeek> days) {
  /** Every day, as an expression writes it. */
  static final String DAILY = "Daily";

  private static final List<String> NAMES =
      List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  public Weekdays {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one day");
    }
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
  }

  /** These days. */
  public static Weekdays of(DayOfWeek... days) {
    return new Weekdays(Set.of(days));
  }

  /** Whether it is every day. */
  boolean daily() {
    return days.size() == NAMES.size();
  }

  /** The days in the order of the week. */
  public List<DayOfWeek> inOrder() {
    return List.copyOf(days);
  }

  /**
   * The days as runs, in the order of their first days: neighbors as {@code Mon-Fri}, over the
   * week's end too, a day by itself as {@code Wed}, all seven as {@code Daily}.
   */
  List<String> runs() {
    if (daily()) {
      return List.of(DAILY);
    }
    var runs = new ArrayList<String>();
    for (var first : days) {
      if (!days.contains(first.minus(1))) {
        var last = first;
        while (days.contains(last.plus(1))) {
          last = last.plus(1);
        }
        runs.add(first == last ? name(first) : name(first) + "-" + name(last));
      }
    }
    return runs;
  }

  /** {@code Mon}, {@code Tue}, ... */
  static String name(DayOfWeek day) {
    return NAMES.get(day.getValue() - 1);
  }

  /** As an expression writes them. */
  @Override
  public String toString() {
    return String.join("/", runs());
  }
}
