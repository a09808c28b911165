package io.github.tagscaler.command.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of aligned columns. The last column takes what is left of the width, and its text is wrapped
 * there.
 */
public final class Table {
  private static final String GAP = "  ";

  /** The last column is not wrapped to less. */
  public static final int NARROWEST_LAST = 24;

  private final List<List<String>> rows = new ArrayList<>();
  private final int indent;

  /**
   * An empty table.
   *
   * @param indent the columns to the left of it
   */
  public Table(int indent) {
    this.indent = indent;
  }

  /** Adds a row; every row has as many cells. */
  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Whether it has no row. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines of the table on a terminal of that width. */
  public List<String> lines(int width) {
    var lines = new ArrayList<String>();
    if (rows.isEmpty()) {
      return lines;
    }
    int last = rows.getFirst().size() - 1;
    var widths =
        IntStream.range(0, last)
            .map(column ->
                rows.stream().mapToInt(row -> Columns.width(row.get(column))).max().orElse(0))
            .toArray();
    int left = indent + IntStream.of(widths).sum() + GAP.length() * last;
    for (var row : rows) {
      var line = new StringBuilder(" ".repeat(indent));
      for (int column = 0; column < last; column++) {
        line.append(Columns.left(row.get(column), widths[column])).append(GAP);
      }
      var wrapped = Columns.wrap(row.get(last), Math.max(NARROWEST_LAST, width - left));
      lines.add((line + wrapped.getFirst()).stripTrailing());
      wrapped.stream().skip(1).forEach(rest -> lines.add(" ".repeat(left) + rest));
    }
    return lines;
  }

  /** Writes the table as part of the answer. */
  public void print(Terminal terminal) {
    lines(terminal.width()).forEach(terminal::line);
  }
}
