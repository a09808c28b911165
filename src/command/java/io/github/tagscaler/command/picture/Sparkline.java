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
    var run = new StringBuilder();
    var color = Color.FAINT;
    for (int column = 0; column < columns; column++) {
      var value = highest(column, columns);
      var next = value.isEmpty() ? Color.FAINT : color(value.getAsDouble());
      if (next != color) {
        line.append(terminal.paint(color, run.toString()));
        run.setLength(0);
        color = next;
      }
      run.append(value.isEmpty() ? " " : bar(value.getAsDouble(), top, terminal));
    }
    return line.append(terminal.paint(color, run.toString())).toString();
  }

  private Color color(double value) {
    return value > target ? Color.RED : value > 0 ? Color.CYAN : Color.FAINT;
  }

  private static String bar(double value, double top, Terminal terminal) {
    int last = BARS.length() - 1;
    int height = top <= 0 ? 0 : (int) Math.round(Math.clamp(value / top, 0, 1) * last);
    return terminal.symbol(BARS, ASCII).substring(height, height + 1);
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
