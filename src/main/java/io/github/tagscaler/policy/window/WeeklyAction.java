package io.github.tagscaler.policy.window;

import io.github.tagscaler.resource.Bounds;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** One scheduled action: bounds that come into force on certain days at a certain time. */
public record WeeklyAction(Weekdays days, LocalTime time, Bounds bounds, ZoneId zone) {

  /** The fewest actions that make these changes, in the order of their first days. */
  public static List<WeeklyAction> of(Timeline<Bounds> timeline) {
    record Same(int minute, Bounds bounds) {}
    var days = new LinkedHashMap<Same, EnumSet<DayOfWeek>>();
    for (var change : timeline.changes()) {
      days.computeIfAbsent(
              new Same(change.minute(), change.value()), _ -> EnumSet.noneOf(DayOfWeek.class))
          .add(change.day());
    }
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
    return "tagscaler-" + String.join("+", days.runs()) + "-" + time.toString().replace(":", "");
  }

  /**
   * Its schedule at AWS. Days are listed one by one: the week of AWS's cron begins on Sunday, so
   * that a range of days may run over its end.
   */
  public String schedule() {
    var list =
        days.inOrder().stream()
            .map(day -> day.name().substring(0, 3))
            .collect(Collectors.joining(","));
    var dates = days.daily() ? "* * ?" : "? * " + list;
    return "cron(" + time.getMinute() + " " + time.getHour() + " " + dates + " *)";
  }
}
