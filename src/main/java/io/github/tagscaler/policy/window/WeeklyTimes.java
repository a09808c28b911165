package io.github.tagscaler.policy.window;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says in words when something holds in the week. */
public final class WeeklyTimes {
  private WeeklyTimes() {}

  /**
   * The times at which it holds: {@code Mon-Thu 20:00 to 08:00 the next day, Fri 20:00 to Mon 08:00
   * (Europe/Berlin)}, or {@code at all times}; empty if it never does.
   */
  public static String of(Timeline<Boolean> holds) {
    return holds.changes().isEmpty()
        ? withoutZone(holds)
        : withoutZone(holds) + " (%s)".formatted(holds.zone().getId());
  }

  /** The same without the time zone, for readers who see it elsewhere. */
  public static String withoutZone(Timeline<Boolean> holds) {
    var changes = holds.changes();
    if (changes.isEmpty()) {
      return holds.carriedOver() ? "at all times" : "";
    }
    var days = new LinkedHashMap<Hours, EnumSet<DayOfWeek>>();
    IntStream.range(0, changes.size())
        .filter(i -> changes.get(i).value())
        .forEach(i ->
            days.computeIfAbsent(
                    Hours.between(changes.get(i), changes.get((i + 1) % changes.size())),
                    _ -> EnumSet.noneOf(DayOfWeek.class))
                .add(changes.get(i).day()));
    return days.entrySet().stream()
        .map(same -> same.getKey().on(new Weekdays(same.getValue())))
        .collect(Collectors.joining(", "));
  }

  /**
   * From one time of the day to another.
   *
   * @param daysLater how many midnights lie between
   * @param last the day of the end, if it has to be named
   */
  private record Hours(int from, int to, int daysLater, List<DayOfWeek> last) {
    static Hours between(ChangePoint<Boolean> start, ChangePoint<Boolean> end) {
      int days = Math.floorMod(end.day().getValue() - start.day().getValue(), 7);
      int later = days == 0 && end.minute() <= start.minute() ? 7 : days;
      return new Hours(
          start.minute(), end.minute(), later, later > 1 ? List.of(end.day()) : List.of());
    }

    String on(Weekdays days) {
      var end =
          switch (daysLater) {
            case 0 -> time(to);
            case 1 -> time(to) + " the next day";
            default -> Weekdays.name(last.getFirst()) + " " + time(to);
          };
      return days + " " + time(from) + " to " + end;
    }

    private static String time(int minute) {
      return LocalTime.ofSecondOfDay(minute * 60L).toString();
    }
  }
}
