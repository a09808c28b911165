package io.github.tagscaler.command.simulate.chart;

import io.github.tagscaler.command.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The days or hours below a chart. */
record TimeAxis(Instant start, Duration length, ZoneId zone, int columns) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final List<Integer> HOURS = List.of(1, 2, 3, 4, 6, 12);
  private static final int ROOM = 7;

  /** The line of the axis, and the line of its labels. */
  List<String> lines(Terminal terminal) {
    var axis = new StringBuilder(terminal.symbol("─", "-").repeat(columns));
    var labels = new StringBuilder(" ".repeat(columns + ROOM));
    int free = 0;
    for (var tick = first(); tick.toInstant().isBefore(start.plus(length)); tick = next(tick)) {
      int column = column(tick.toInstant());
      axis.setCharAt(column, terminal.symbol("┬", "+").charAt(0));
      var label = (days() ? DAY : tick.getHour() == 0 && tick.getMinute() == 0 ? DAY : HOUR).format(tick);
      if (column >= free && column + label.length() <= columns + 1) {
        labels.replace(column, column + label.length(), label);
        free = column + label.length() + 1;
      }
    }
    return List.of(axis.toString(), labels.toString());
  }

  private int column(Instant time) {
    return (int)
        (Duration.between(start, time).toSeconds() * columns / Math.max(1, length.toSeconds()));
  }

  private boolean days() {
    return length.toHours() > 60;
  }

  private long unit() {
    double perColumn = (double) length.toMinutes() / columns;
    if (days()) {
      return Math.max(1, (long) Math.ceil(ROOM * perColumn / 1440));
    }
    return HOURS.stream().filter(each -> each * 60 / perColumn >= ROOM).findFirst().orElse(24);
  }

  private ZonedDateTime first() {
    var local = start.atZone(zone);
    var day = local.toLocalDate().atStartOfDay(zone);
    if (days()) {
      return day.toInstant().isBefore(start) ? day.plusDays(1) : day;
    }
    var tick = day;
    while (tick.toInstant().isBefore(start)) {
      tick = tick.plusHours(unit());
    }
    return tick;
  }

  private ZonedDateTime next(ZonedDateTime tick) {
    return days() ? tick.plusDays(unit()) : tick.plusHours(unit());
  }
}
