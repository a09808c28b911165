package io.github.tagscaler.command.picture;

import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.MetricSeries.Point;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Terminal;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * A metric in one line: each column is the highest value of its part of the time. What is above the
 * target is in red, what has no data is empty.
 *
 * @param target the value to compare with
 */
public record Sparkline(MetricSeries series, Span span, double target) {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "_.-:=+*#";

  /** The line. */
  public String text(Terminal terminal, int columns) {
    double top = Math.max(target, series.peak().orElse(0));
    var line = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      var value = highest(column, columns);
      line.append(value.isEmpty() ? " " : bar(value.getAsDouble(), top, terminal));
    }
    return line.toString();
  }

  private String bar(double value, double top, Terminal terminal) {
    int last = BARS.length() - 1;
    int height = top <= 0 ? 0 : (int) Math.round(Math.clamp(value / top, 0, 1) * last);
    var bar = terminal.symbol(BARS, ASCII).substring(height, height + 1);
    return value > target
        ? terminal.paint(Color.RED, bar)
        : value > 0 ? terminal.paint(Color.CYAN, bar) : terminal.paint(Color.FAINT, bar);
  }

  private OptionalDouble highest(int column, int columns) {
    long millis = span.length().toMillis();
    var from = span.from().plus(Duration.ofMillis(millis * column / columns));
    var to = span.from().plus(Duration.ofMillis(millis * (column + 1) / columns));
    return series.points().stream()
        .filter(point -> !point.at().isBefore(from) && point.at().isBefore(to))
        .mapToDouble(Point::value)
        .max();
  }
}
