package io.github.tagscaler.command.simulate.chart;

import io.github.tagscaler.command.simulate.result.Column;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/**
 * Capacity over time as rows of characters: used, idle, starting, missing, the bounds, and the band
 * of the scale-in pace.
 */
record CapacityChart(List<Column> columns, Terminal terminal) {
  /** The columns to the left of the plot. */
  static final int GUTTER = 6;

  private static final int ROWS = 10;

  /** What a cell shows. */
  private enum Cell {
    USED("█", "#", Color.CYAN),
    IDLE("▒", ":", Color.BLUE),
    PACE("▚", "~", Color.BLUE),
    STARTING("░", "+", Color.MAGENTA),
    OVER_TARGET("▓", "o", Color.YELLOW),
    OVERLOAD("╳", "!", Color.RED),
    MAX("─", "-", Color.FAINT),
    MIN("┄", ".", Color.FAINT),
    NOTHING(" ", " ", Color.FAINT);

    private final String symbol;
    private final String ascii;
    private final Color color;

    Cell(String symbol, String ascii, Color color) {
      this.symbol = symbol;
      this.ascii = ascii;
      this.color = color;
    }

    String paint(Terminal terminal, int columns) {
      return terminal.paint(color, terminal.symbol(symbol, ascii).repeat(columns));
    }
  }

  /** The rows, with the axis to the left. */
  List<String> lines() {
    double top = top();
    int perUnit = top <= ROWS / 2.0 ? 2 : 1;
    double step = top <= ROWS ? 1.0 / perUnit : Math.ceil(top / ROWS);
    int rows = (int) Math.ceil(top / step);
    var lines = new ArrayList<String>();
    for (int row = rows; row >= 1; row--) {
      double upper = row * step;
      boolean labeled = upper == Math.rint(upper);
      lines.add(
          Columns.right(labeled ? Integer.toString((int) upper) : "", GUTTER - 2)
              + terminal.symbol(labeled ? " ┤" : " │", " |")
              + row(upper - step, upper));
    }
    return lines;
  }

  private double top() {
    double max = columns.stream().mapToDouble(each -> each.gradual().max()).max().orElse(1);
    double asked = columns.stream().mapToDouble(Column::asked).max().orElse(1);
    return Math.max(1, Math.ceil(Math.min(Math.max(max, asked), Math.max(max * 1.5, max + 1))));
  }

  private String row(double lower, double upper) {
    var line = new StringBuilder();
    for (int from = 0; from < columns.size(); ) {
      var cell = cell(columns.get(from), lower, upper);
      int to = from;
      while (to < columns.size() && cell(columns.get(to), lower, upper) == cell) {
        to++;
      }
      line.append(cell.paint(terminal, to - from));
      from = to;
    }
    return line.toString();
  }

  private static Cell cell(Column column, double lower, double upper) {
    double middle = (lower + upper) / 2;
    double used = Math.min(column.used(), column.least());
    if (middle <= used) {
      return Cell.USED;
    }
    boolean scarce = column.overTarget() || column.overloaded();
    if (scarce && upper > column.least() && lower < Math.max(column.asked(), used + 0.01)) {
      return column.overloaded() ? Cell.OVERLOAD : Cell.OVER_TARGET;
    }
    if (middle <= column.least()) {
      return Cell.IDLE;
    }
    if (middle <= column.most()) {
      return Cell.PACE;
    }
    if (column.starts() && lower < column.withStarting()) {
      return Cell.STARTING;
    }
    var bounds = column.gradual();
    if (lower < bounds.max() && bounds.max() <= upper) {
      return Cell.MAX;
    }
    return lower < bounds.min() && bounds.min() <= upper ? Cell.MIN : Cell.NOTHING;
  }

  /** What the cells mean, one each. */
  static List<String> legend(Terminal terminal) {
    return List.of(
        Cell.USED.paint(terminal, 2) + " used",
        Cell.IDLE.paint(terminal, 2) + " idle",
        Cell.PACE.paint(terminal, 2) + " idle if scaling in is slow",
        Cell.STARTING.paint(terminal, 2) + " starting",
        Cell.OVER_TARGET.paint(terminal, 2) + " over target",
        Cell.OVERLOAD.paint(terminal, 2) + " overload",
        Cell.MAX.paint(terminal, 2) + " max");
  }
}
