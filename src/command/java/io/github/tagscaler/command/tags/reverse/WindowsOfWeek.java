package io.github.tagscaler.command.tags.reverse;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import io.github.tagscaler.policy.window.BoundsExpression;
import io.github.tagscaler.policy.window.ChangePoint;
import io.github.tagscaler.policy.window.Hours;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.Weekdays;
import io.github.tagscaler.policy.window.Window;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Bounds;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Writes a weekly timeline as the shortest window expression that has it. */
final class WindowsOfWeek {
  private static final int DAY = 24 * 60;
  private static final int WEEK = 7 * DAY;

  private WindowsOfWeek() {}

  /** The expression; the timeline must have changes. */
  static Windows of(Timeline<Bounds> week) {
    return week.all().stream()
        .map(outside -> of(week, outside))
        .min(comparingInt(windows -> windows.toString().length()))
        .orElseThrow();
  }

  /** The expression with these bounds outside all windows. */
  private static Windows of(Timeline<Bounds> week, Bounds outside) {
    record Same(Hours hours, Bounds bounds) {}
    var days = new LinkedHashMap<Same, EnumSet<DayOfWeek>>();
    var changes = week.changes();
    for (int i = 0; i < changes.size(); i++) {
      var start = changes.get(i);
      if (!start.value().equals(outside)) {
        for (var part : parts(minute(start), minute(changes.get((i + 1) % changes.size())))) {
          days.computeIfAbsent(
                  new Same(part.hours(), start.value()), _ -> EnumSet.noneOf(DayOfWeek.class))
              .add(part.day());
        }
      }
    }
    return new Windows(
        days.entrySet().stream()
            .map(same ->
                new Window(
                    new Weekdays(same.getValue()),
                    same.getKey().hours(),
                    expression(same.getKey().bounds())))
            .sorted(
                comparing((Window window) -> window.days().inOrder().getFirst())
                    .thenComparingInt(window -> window.hours().from()))
            .toList(),
        Optional.of(expression(outside)),
        Optional.of(week.zone()));
  }

  private static BoundsExpression expression(Bounds bounds) {
    return BoundsExpression.of(bounds.min(), bounds.max());
  }

  private static int minute(ChangePoint<Bounds> change) {
    return (change.day().getValue() - 1) * DAY + change.minute();
  }

  /** A window begins on one day and lasts a day at most. */
  private record Part(DayOfWeek day, Hours hours) {}

  private static List<Part> parts(int from, int end) {
    int left = Math.floorMod(end - from, WEEK);
    var parts = new ArrayList<Part>();
    int start = from;
    while (left > 0) {
      int ofDay = start % DAY;
      // What is shorter than a day may run over midnight; a longer stretch is cut there.
      int length = left < DAY ? left : Math.min(left, DAY - ofDay);
      int to = (ofDay + length) % DAY;
      parts.add(
          new Part(DayOfWeek.of(start % WEEK / DAY + 1), new Hours(ofDay, to == 0 ? DAY : to)));
      start += length;
      left -= length;
    }
    return parts;
  }
}
