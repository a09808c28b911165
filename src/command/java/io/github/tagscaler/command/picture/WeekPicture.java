package io.github.tagscaler.command.picture;

import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.InForcePhrase;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.WeeklyTimes;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ScalableDimension;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A week of scheduled scaling as a picture: a row for each day, a shade and the numbers for the
 * bounds in force, and under it when exactly which bounds hold.
 *
 * @param week the bounds by the time of the week
 * @param dimension what is scaled
 * @param now the time to mark, {@code null} for none
 */
public record WeekPicture(
    Timeline<Bounds> week, ScalableDimension dimension, @Nullable Instant now) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
  private static final String GUTTER = " ".repeat(5);
  private static final int HOURS_APART = 3;
  private static final int NARROWEST = 16;

  /**
   * The lines of the picture.
   *
   * @param indent the columns to the left of it
   */
  public List<String> lines(Terminal terminal, int indent) {
    var shades = Shades.of(week.all(), terminal);
    var legend = legend(terminal, shades, indent);
    if (week.changes().isEmpty()) {
      return legend;
    }
    var scale = DayScale.fitting(terminal.width() - indent - GUTTER.length());
    var lines = new ArrayList<String>();
    var margin = " ".repeat(indent);
    lines.add(margin + GUTTER + terminal.paint(Color.FAINT, hours(scale)));
    for (var day : DayOfWeek.values()) {
      lines.add(margin + row(day, scale, shades, terminal));
    }
    lines.add("");
    lines.addAll(legend);
    return lines;
  }

  private static String hours(DayScale scale) {
    var line = new StringBuilder();
    for (int hour = 0; hour < 24; hour += HOURS_APART) {
      line.append(Columns.left("%02d".formatted(hour), scale.columnsPerHour() * HOURS_APART));
    }
    return line.toString().stripTrailing();
  }

  private String row(DayOfWeek day, DayScale scale, Shades shades, Terminal terminal) {
    var marked = marked();
    boolean today = marked != null && marked.getDayOfWeek() == day;
    var name = day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    var label =
        today
            ? terminal.paint(Color.BOLD, terminal.symbol("▸", ">") + name) + " "
            : " " + name + " ";
    int mark = marked != null && today ? scale.column(marked.toLocalTime()) : -1;
    return label + new DayRow(scale.values(week, day), shades, terminal).text(mark);
  }

  private @Nullable ZonedDateTime marked() {
    return now == null ? null : now.atZone(week.zone());
  }

  private List<String> legend(Terminal terminal, Shades shades, int indent) {
    var entries =
        week.all().stream()
            .sorted(Shades.MOST_FIRST)
            .map(bounds -> new Entry(bounds, InForcePhrase.capacity(bounds, dimension)))
            .toList();
    int widest = entries.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    var lines = new ArrayList<String>();
    var margin = " ".repeat(indent);
    for (var entry : entries) {
      var start =
          margin + shades.sample(entry.bounds()) + " " + Columns.left(entry.name(), widest) + "  ";
      int left = Columns.width(start);
      var times = WeeklyTimes.withoutZone(week.map(entry.bounds()::equals));
      var wrapped = Columns.wrap(times, Math.max(NARROWEST, terminal.width() - left));
      lines.add(start + wrapped.getFirst());
      wrapped.stream().skip(1).forEach(rest -> lines.add(" ".repeat(left) + rest));
    }
    lines.add(margin + terminal.paint(Color.FAINT, "Time zone: " + week.zone().getId()));
    var marked = marked();
    if (marked != null) {
      var inForce = InForcePhrase.capacity(week.at(marked.toInstant()), dimension);
      lines.add(
          margin
              + Shades.mark(terminal)
              + terminal.paint(
                  Color.FAINT, "  Now, %s: %s".formatted(TIME.format(marked), inForce)));
    }
    return lines;
  }

  private record Entry(Bounds bounds, String name) {}
}
