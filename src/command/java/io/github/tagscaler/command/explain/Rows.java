package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.List;

/** Writes labeled rows: a faint label, and beside it text or lines. */
final class Rows {
  private static final String MARGIN = "  ";
  private static final int LABEL = 12;

  private final Terminal terminal;

  Rows(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The columns that are left for text. */
  int width() {
    return Math.max(24, terminal.width() - left());
  }

  /** The columns to the left of the text. */
  static int left() {
    return MARGIN.length() + LABEL;
  }

  /** A text, wrapped where it has to be. */
  void text(String label, String text) {
    lines(label, Columns.wrap(text, width()));
  }

  /** A text in a color. */
  void text(String label, Color color, String text) {
    lines(
        label,
        Columns.wrap(text, width()).stream().map(line -> terminal.paint(color, line)).toList());
  }

  /** Texts one under the other, each wrapped. */
  void texts(String label, List<String> texts) {
    lines(label, texts.stream().flatMap(text -> Columns.wrap(text, width()).stream()).toList());
  }

  /** Lines as they are. */
  void lines(String label, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      var start =
          i == 0 ? terminal.paint(Color.FAINT, Columns.left(label, LABEL)) : " ".repeat(LABEL);
      terminal.line(MARGIN + start + lines.get(i));
    }
  }
}
