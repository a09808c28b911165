package io.github.tagscaler.command.report;

import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.List;
import java.util.stream.IntStream;

/** Tables of numbers: all columns but the last are aligned to the right, under their titles. */
final class NumberTable {
  private NumberTable() {}

  /** Prints rows of as many cells each; the first are the titles. */
  static void print(List<List<String>> rows, Terminal terminal) {
    int last = rows.getFirst().size() - 1;
    var widths =
        IntStream.range(0, last)
            .map(column ->
                rows.stream().mapToInt(row -> Columns.width(row.get(column))).max().orElse(0))
            .toArray();
    var table = new Table(2);
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      boolean titles = i == 0;
      table.row(
          IntStream.rangeClosed(0, last)
              .mapToObj(column ->
                  column == last ? row.get(column) : Columns.right(row.get(column), widths[column]))
              .map(cell -> titles ? terminal.paint(Color.FAINT, cell) : cell)
              .toArray(String[]::new));
    }
    table.print(terminal);
  }
}
