package io.github.tagscaler.policy.window;

import io.github.tagscaler.resource.Bounds;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One scheduled action: bounds that come into force on certain days at a certain time. */
public record WeeklyAction(Weekdays days, LocalTime time, Bounds bounds, ZoneId zone) {

  /** The fewest actions that make these changes, in the order of their first days. */
  public static List<WeeklyAction> of(Timeline<Bounds> timeline) {
    record Same(int minute, Bounds bounds) {}
    var days =
        timeline.changes().stream()
            .collect(
                Collectors.groupingBy(
                    change -> new Same(change.minute(), change.value()),
                    LinkedHashMap::new,
                    Collectors.mapping(ChangePoint::day, Collectors.toSet())));
    return days.entrySet().stream()
        .map(same ->
            new WeeklyAction(
                new Weekdays(same.getValue()),
                LocalTime.ofSecondOfDay(same.getKey().minute() * 60L),
                same.getKey().bounds(),
                timeline.zone()))
        .toList();
  }

  /**
   * Its name at AWS, such as {@code tagscaler-Mon-Fri-0800}. No two of a timeline have the same: at
   * any one time of the day their days are apart.
   */
  public String name() {
    return "tagscaler-%s-%02d%02d"
        .formatted(String.join("+", days.runs()), time.getHour(), time.getMinute());
  }

  /**
   * Its schedule at AWS. Days are listed one by one: the week of AWS's cron begins on Sunday, so
   * that a range of days may run over its end.
   */
  public String schedule() {
    var daily = days.days().size() == DayOfWeek.values().length;
    var list =
        days.inOrder().stream()
            .map(day -> Weekdays.name(day).toUpperCase(Locale.ROOT))
            .collect(Collectors.joining(","));
    return "cron(%d %d %s *)"
        .formatted(time.getMinute(), time.getHour(), daily ? "* * ?" : "? * " + list);
  }
}
