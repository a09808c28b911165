package io.github.tagscaler.policy.window;

import io.github.tagscaler.resource.Bounds;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Computes the bounds at one moment by trying each window on dates: a second implementation, which
 * shares nothing with the tested one.
 */
final class ReferenceTimeline {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final Pattern ELSE = Pattern.compile(" else (\\S+)");

  private record Part(Set<Integer> days, int from, int until, Bounds bounds) {}

  private final String expression;
  private final List<Part> parts;
  private final Bounds otherwise;

  ReferenceTimeline(String expression) {
    this.expression = expression;
    var otherwise = ELSE.matcher(expression);
    this.otherwise = bounds(otherwise.find() ? otherwise.group(1) : "base");
    parts =
        Pattern.compile(" \\+ ").splitAsStream(expression).map(ReferenceTimeline::part).toList();
  }

  Bounds at(LocalDateTime now) {
    for (var part : parts) {
      for (int daysAgo = 0; daysAgo <= 1; daysAgo++) {
        var date = now.toLocalDate().minusDays(daysAgo);
        var start = date.atStartOfDay().plusMinutes(part.from());
        var end = date.atStartOfDay().plusMinutes(part.until());
        if (part.days().contains(date.getDayOfWeek().getValue() - 1)
            && !now.isBefore(start)
            && now.isBefore(end)) {
          return part.bounds();
        }
      }
    }
    return otherwise;
  }

  private static Part part(String text) {
    var words = text.split(" ", -1);
    int from = minute(words[1].substring(0, 5));
    int to = minute(words[1].substring(6));
    return new Part(days(words[0]), from, to <= from ? to + 24 * 60 : to, bounds(words[2]));
  }

  private static Set<Integer> days(String text) {
    var days = new HashSet<Integer>();
    for (var piece : text.replace("Daily", "Mon-Sun").split("/", -1)) {
      int first = DAYS.indexOf(piece.substring(0, 3));
      int last = DAYS.indexOf(piece.substring(piece.length() - 3));
      for (int i = 0; i <= Math.floorMod(last - first, 7); i++) {
        days.add((first + i) % 7);
      }
    }
    return days;
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }

  private static Bounds bounds(String text) {
    var ends = text.split("-", -1);
    var max = ends[ends.length - 1];
    return new Bounds(
        ends[0].equals("base") ? 3 : Integer.parseInt(ends[0]),
        max.equals("base") ? 9 : Integer.parseInt(max));
  }

  @Override
  public String toString() {
    return expression;
  }
}
