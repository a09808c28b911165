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
 * A table of numbers, aligned to the right under their titles; the last column is a name. Where a
 * terminal has no room for all columns, the least important are left out; where it has none for the
 * name beside the others, it is below them.
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

    private static int widest(Stream<String> texts) {
      return texts.mapToInt(Columns::width).max().orElse(0);
    }

    private String aligned(String text, int width) {
      return words ? Columns.left(text, width) : Columns.right(text, width);
    }
  }

  /** The same with the columns that fit into that width. */
  NumberTable<T> narrowed(int width) {
    int name = columns.getLast().width(rows);
    var beside = fitting(width - GAP - name);
    return width(beside) + GAP + name <= width ? beside : fitting(width);
  }

  /** Those of which all but the last fit into that width. */
  private NumberTable<T> fitting(int width) {
    var kept = new ArrayList<>(columns);
    var expendable =
        columns.stream()
            .filter(column -> column.rank() > 0)
            .sorted(Comparator.comparingInt((Column<T> column) -> column.rank()).reversed())
            .iterator();
    while (width(new NumberTable<>(kept, rows)) > width && expendable.hasNext()) {
      kept.remove(expendable.next());
    }
    return new NumberTable<>(kept, rows);
  }

  /** The width of all columns but the last. */
  private static <T> int width(NumberTable<T> table) {
    return INDENT
        + table.columns().stream()
            .limit(table.columns().size() - 1L)
            .mapToInt(column -> column.width(table.rows()))
            .sum()
        + GAP * (table.columns().size() - 2);
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
