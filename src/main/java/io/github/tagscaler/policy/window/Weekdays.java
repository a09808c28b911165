package io.github.tagscaler.policy.window;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Some days of the week, at least one. */
public record Weekdays(Set<DayOfWeek> days) {
  /** Every day, as an expression writes it. */
  static final String DAILY = "Daily";

  public Weekdays {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one day");
    }
  }

  /** These days. */
  public static Weekdays of(DayOfWeek... days) {
    return new Weekdays(Set.of(days));
  }

  /** The days in the order of the week, which begins on Monday. */
  public List<DayOfWeek> inOrder() {
    return days.stream().sorted().toList();
  }

  /**
   * The days as runs, in the order of their first days: neighbors as {@code Mon-Fri}, over the
   * week's end too, a day by itself as {@code Wed}, all seven as {@code Daily}.
   */
  List<String> runs() {
    if (days.size() == DayOfWeek.values().length) {
      return List.of(DAILY);
    }
    var runs = new ArrayList<String>();
    for (var first : inOrder()) {
      if (!days.contains(first.minus(1))) {
        var last = Stream.iterate(first, day -> day.plus(1)).takeWhile(days::contains).toList();
        runs.add(last.size() == 1 ? name(first) : name(first) + "-" + name(last.getLast()));
      }
    }
    return runs;
  }

  /** {@code Mon}, {@code Tue}, ... */
  static String name(DayOfWeek day) {
    return day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT);
  }

  /** As an expression writes them. */
  @Override
  public String toString() {
    return String.join("/", runs());
  }
}
