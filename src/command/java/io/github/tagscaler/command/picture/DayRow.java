package io.github.tagscaler.command.picture;

import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.resource.Bounds;
import java.util.List;

/** A day's bounds as one line: each stretch in its shade, with its numbers where they have room. */
record DayRow(List<Bounds> columns, Shades shades, Terminal terminal) {

  /**
   * The line.
   *
   * @param mark the column to mark, negative for none
   */
  String text(int mark) {
    var line = new StringBuilder();
    for (int from = 0; from < columns.size(); ) {
      int to = from;
      while (to < columns.size() && columns.get(to).equals(columns.get(from))) {
        to++;
      }
      line.append(stretch(from, to, mark));
      from = to;
    }
    return line.toString().stripTrailing();
  }

  private String stretch(int from, int to, int mark) {
    var bounds = columns.get(from);
    boolean joined = from > 0 && shades.of(columns.get(from - 1)).equals(shades.of(bounds));
    int start = from + (joined ? 1 : 0);
    var edge = joined ? terminal.symbol("│", "|") : "";
    var label = " " + text(bounds) + " ";
    int at = labelAt(label, start, to, mark);
    if (at < 0) {
      return edge + fill(bounds, start, to, mark);
    }
    int end = at + label.length();
    return edge + fill(bounds, start, at, mark) + label + fill(bounds, end, to, mark);
  }

  /** Where a label begins: in the middle, or beside the mark; negative if it has no room. */
  private static int labelAt(String label, int from, int to, int mark) {
    int length = label.length();
    int middle = from + (to - from - length) / 2;
    if (to - from < length + 2) {
      return -1;
    }
    if (mark < middle || mark >= middle + length) {
      return middle;
    }
    if (mark + 1 + length < to) {
      return mark + 1;
    }
    return mark - length > from ? mark - length : -1;
  }

  private String fill(Bounds bounds, int from, int to, int mark) {
    return mark >= from && mark < to
        ? marked(bounds, from, to, mark)
        : shades.fill(bounds, to - from);
  }

  private String marked(Bounds bounds, int from, int to, int mark) {
    return shades.fill(bounds, mark - from)
        + Shades.mark(terminal)
        + shades.fill(bounds, to - mark - 1);
  }

  private static String text(Bounds bounds) {
    return bounds.min() == bounds.max() ? Integer.toString(bounds.min()) : bounds.toString();
  }
}
