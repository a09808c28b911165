package io.github.tagscaler.command.simulate.chart;

import io.github.tagscaler.command.simulate.model.TrackRule;
import io.github.tagscaler.command.simulate.result.Column;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.List;

/** A tracked metric as one line of bars, against twice its target. */
record MetricStrip(List<Column> columns, int track, TrackRule rule, Terminal terminal) {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "._-=+*#@";

  String line() {
    var line = new StringBuilder();
    for (var column : columns) {
      double value = column.metric(track);
      if (Double.isNaN(value)) {
        line.append(' ');
        continue;
      }
      int level = Math.clamp((long) Math.floor(value / rule.target() * 4 - 1e-9), 0, 7);
      var bar = terminal.symbol(BARS, ASCII).substring(level, level + 1);
      line.append(
          value > rule.target() + 1e-9
              ? terminal.paint(column.overloaded() ? Color.RED : Color.YELLOW, bar)
              : terminal.paint(Color.GREEN, bar));
    }
    return line.toString();
  }
}
