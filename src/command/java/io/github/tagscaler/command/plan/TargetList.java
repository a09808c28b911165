package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/**
 * Targets with a text for each: beside their names where there is room, else under them, because a
 * name may have 63 characters.
 */
final class TargetList {
  private static final int INDENT = 2;
  private static final int ROOM = 32;

  private record Row(String name, String text) {}

  private final List<Row> rows = new ArrayList<>();

  void row(String name, String text) {
    rows.add(new Row(name, text));
  }

  void print(Terminal terminal) {
    int widest = rows.stream().mapToInt(row -> Columns.width(row.name())).max().orElse(0);
    if (INDENT + widest + 2 + ROOM <= terminal.width()) {
      var table = new Table(INDENT);
      rows.forEach(row -> table.row(row.name(), row.text()));
      table.print(terminal);
      return;
    }
    for (var row : rows) {
      terminal.line(" ".repeat(INDENT) + row.name());
      if (!row.text().isEmpty()) {
        int deeper = 3 * INDENT;
        Columns.wrap(row.text(), terminal.width() - deeper)
            .forEach(line -> terminal.line(" ".repeat(deeper) + line));
      }
    }
  }
}
