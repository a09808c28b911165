package io.github.tagscaler.command.tags.render;

import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.List;

/** Headings, sentences and code on a terminal. */
final class Page {
  private static final String INDENT = "  ";
  private final Terminal terminal;

  Page(Terminal terminal) {
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  void heading(String text) {
    terminal.line();
    terminal.line(terminal.paint(Color.BOLD, text));
  }

  /** A sentence or more, wrapped; a hanging mark before it if there is one. */
  void sentences(String mark, String text) {
    var start = mark.isEmpty() ? INDENT : INDENT + mark + " ";
    var rows = Columns.wrap(text, terminal.width() - Columns.width(start));
    terminal.line(start + rows.getFirst());
    rows.stream().skip(1).forEach(row -> terminal.line(" ".repeat(Columns.width(start)) + row));
  }

  /** Lines to copy, as they are. */
  void code(List<String> lines, int indent) {
    lines.forEach(line -> terminal.line(" ".repeat(indent) + line));
  }
}
