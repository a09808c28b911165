package io.github.tagscaler.command.report;

import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of numbers, aligned to the right under their titles; the last column is a name, wrapped
 * between words. Where a terminal has no room for all columns, the least important are left out.
 *
 * @param <T> what a row shows
 */
record NumberTable<T>(List<Column<T>> columns, List<T> rows) {
  private static final int INDENT = 2;
  private static final int GAP = 2;

  NumberTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * A column.
   *
   * @param rank how soon it is left out: the highest first, and 0 never
   */
  record Column<T>(String title, int rank, boolean words, Function<T, String> cell) {
    static <T> Column<T> numbers(String title, int rank, Function<T, String> cell) {
      return new Column<>(title, rank, false, cell);
    }

    static <T> Column<T> words(String title, int rank, Function<T, String> cell) {
      return new Column<>(title, rank, true, cell);
    }

    private int width(List<T> rows) {
      return widest(Stream.concat(Stream.of(title), rows.stream().map(cell)));
    }

    /** The width of a last column that is wrapped as far as it can be. */
    private int wrappedWidth(List<T> rows) {
      int widestWord =
          widest(
              rows.stream().map(cell).flatMap(text -> Stream.of(text.strip().split("\\s+", -1))));
      return Math.max(widestWord, Math.min(width(rows), Table.NARROWEST_LAST));
    }

    private static int widest(Stream<String> texts) {
      return texts.mapToInt(Columns::width).max().orElse(0);
    }

    private String aligned(String text, int width) {
      return words ? Columns.left(text, width) : Columns.right(text, width);
    }
  }

  /** The same with the columns that fit into that width. */
  NumberTable<T> narrowed(int width) {
    var kept = new ArrayList<>(columns);
    var expendable =
        columns.stream()
            .filter(column -> column.rank() > 0)
            .sorted(Comparator.comparingInt((Column<T> column) -> column.rank()).reversed())
            .iterator();
    while (width(kept) > width && expendable.hasNext()) {
      kept.remove(expendable.next());
    }
    return new NumberTable<>(kept, rows);
  }

  private int width(List<Column<T>> some) {
    return INDENT
        + some.stream().limit(some.size() - 1).mapToInt(column -> column.width(rows) + GAP).sum()
        + some.getLast().wrappedWidth(rows);
  }

  List<String> titles() {
    return columns.stream().map(Column::title).toList();
  }

  void print(Terminal terminal) {
    var table = new Table(INDENT);
    var widths = columns.stream().map(column -> column.width(rows)).toList();
    table.row(
        cells(widths, Column::title)
            .map(title -> terminal.paint(Color.FAINT, title))
            .toArray(String[]::new));
    rows.forEach(
        row -> table.row(cells(widths, column -> column.cell().apply(row)).toArray(String[]::new)));
    table.print(terminal);
  }

  private Stream<String> cells(List<Integer> widths, Function<Column<T>, String> text) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i).aligned(text.apply(columns.get(i)), widths.get(i)));
  }
}
