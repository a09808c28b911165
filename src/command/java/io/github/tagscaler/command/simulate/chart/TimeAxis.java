package io.github.tagscaler.command.simulate.chart;

import io.github.tagscaler.command.simulate.result.Ticks;
import io.github.tagscaler.command.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The days or hours below a chart. */
record TimeAxis(Instant start, Duration length, ZoneId zone, int columns) {
  private static final int ROOM = 7;

  /** The line of the axis, and the line of its labels. */
  List<String> lines(Terminal terminal) {
    var axis = new StringBuilder(terminal.symbol("─", "-").repeat(columns));
    var labels = new StringBuilder(" ".repeat(columns + ROOM));
    int free = 0;
    for (var tick : Ticks.of(start, length, zone, columns / ROOM)) {
      int column = column(tick.time());
      axis.setCharAt(column, terminal.symbol("┬", "+").charAt(0));
      int end = column + tick.label().length();
      if (column >= free && end <= columns + 1) {
        labels.replace(column, end, tick.label());
        free = end + 1;
      }
    }
    return List.of(axis.toString(), labels.toString());
  }

  private int column(Instant time) {
    return (int)
        (Duration.between(start, time).toSeconds() * columns / Math.max(1, length.toSeconds()));
  }
}
