package io.github.tagscaler.command.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of aligned columns. The last column takes what is left of the width, and its text is wrapped
 * there; where too little is left, it is below the others.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST_LAST = 24;
  private static final int DEEPER = 4;

  private final List<List<String>> rows = new ArrayList<>();
  private final int indent;
  private final int room;

  /**
   * An empty table.
   *
   * @param indent the columns to the left of it
   */
  public Table(int indent) {
    this(indent, NARROWEST_LAST);
  }

  /**
   * An empty table whose last column needs more room.
   *
   * @param room where less is left for longer texts, they are below the other columns
   */
  public Table(int indent, int room) {
    this.indent = indent;
    this.room = room;
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
    var widths = IntStream.range(0, last).map(this::width).toArray();
    int left = indent + IntStream.of(widths).sum() + GAP.length() * last;
    boolean stacked = isStacked(width - left, width - indent - DEEPER);
    for (var row : rows) {
      var line = new StringBuilder(" ".repeat(indent));
      for (int column = 0; column < last; column++) {
        line.append(Columns.left(row.get(column), widths[column])).append(GAP);
      }
      var wrapped =
          Columns.wrap(
              row.get(last), stacked ? width - indent - DEEPER : Math.max(room, width - left));
      if (stacked) {
        lines.add(line.toString().stripTrailing());
        wrapped.stream()
            .filter(each -> !each.isEmpty())
            .forEach(each -> lines.add(" ".repeat(indent + DEEPER) + each));
      } else {
        lines.add((line + wrapped.getFirst()).stripTrailing());
        wrapped.stream().skip(1).forEach(rest -> lines.add(" ".repeat(left) + rest));
      }
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> Columns.width(row.get(column))).max().orElse(0);
  }

  /** Whether the last column has too little room beside the others, and more below them. */
  private boolean isStacked(int beside, int below) {
    int widest = width(rows.getFirst().size() - 1);
    int word =
        rows.stream()
            .flatMap(row -> Stream.of(row.getLast().strip().split("\\s+", -1)))
            .mapToInt(Columns::width)
            .max()
            .orElse(0);
    return (beside < room && beside < widest) || (beside < word && word <= below);
  }

  /** Writes the table as part of the answer. */
  public void print(Terminal terminal) {
    lines(terminal.width()).forEach(terminal::line);
  }
}
