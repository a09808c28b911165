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
    var label = " " + text(bounds) + " ";
    boolean joined = from > 0 && shades.of(columns.get(from - 1)).equals(shades.of(bounds));
    int start = from + (joined ? 1 : 0);
    var edge = joined ? terminal.symbol("│", "|") : "";
    int at = start + (to - start - label.length()) / 2;
    int end = at + label.length();
    boolean fits = to - start >= label.length() + 2;
    boolean marked = mark >= start && mark < to;
    if (!fits || (marked && mark >= at && mark < end)) {
      return edge + (marked ? marked(bounds, start, to, mark) : shades.fill(bounds, to - start));
    }
    return edge
        + (marked && mark < at
            ? marked(bounds, start, at, mark)
            : shades.fill(bounds, at - start))
        + label
        + (marked && mark >= end ? marked(bounds, end, to, mark) : shades.fill(bounds, to - end));
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
