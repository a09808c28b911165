package io.github.tagscaler.command.preview;

import io.github.tagscaler.command.explain.AskedValue;
import io.github.tagscaler.command.picture.WeekPicture;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ScalableDimension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Shows what several tag sets result in, or one on several kinds, side by side. */
record ComparisonText(Terminal terminal, Instant now) {
  private static final String NONE = "-";
  private static final int INDENT = 2;
  private static final int GAP = 2;

  /** A result with the heading of its column. */
  record Column(String heading, Preview preview) {}

  void print(List<Column> columns) {
    table(columns);
    problems(columns);
    weeks(columns)
        .forEach((week, headings) -> {
          terminal.line();
          terminal.line(terminal.paint(Color.BOLD, String.join(", ", headings)));
          terminal.line();
          new WeekPicture(week.bounds(), week.dimension(), now)
              .lines(terminal, INDENT)
              .forEach(terminal::line);
        });
  }

  /** A week of bounds in a unit. */
  private record Week(Timeline<Bounds> bounds, ScalableDimension dimension) {}

  /** The different weeks, each with the columns that have it. */
  private static Map<Week, List<String>> weeks(List<Column> columns) {
    var weeks = new LinkedHashMap<Week, List<String>>();
    for (var column : columns) {
      column
          .preview()
          .scaling()
          .flatMap(scaling -> scaling.asked().week())
          .map(week -> new Week(week, column.preview().target().kind().dimension()))
          .ifPresent(
              week -> weeks.computeIfAbsent(week, _ -> new ArrayList<>()).add(column.heading()));
    }
    return weeks;
  }

  /** The columns side by side; where they have no room, the last ones below the first. */
  private void table(List<Column> columns) {
    var rows = rows(columns);
    int titles = widest(rows, 0);
    int from = 1;
    while (from <= columns.size()) {
      int to = from;
      int width = titles;
      do {
        width += GAP + widest(rows, to);
        to++;
      } while (to <= columns.size() && width + GAP + widest(rows, to) <= terminal.width());
      if (from > 1) {
        terminal.line();
      }
      var table = new Table(0, 0);
      for (var row : rows) {
        table.row(
            Stream.concat(Stream.of(row.getFirst()), row.subList(from, to).stream())
                .toArray(String[]::new));
      }
      table.print(terminal);
      from = to;
    }
  }

  private static int widest(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> Columns.width(row.get(column))).max().orElse(0);
  }

  private List<List<String>> rows(List<Column> columns) {
    var rows = new ArrayList<List<String>>();
    rows.add(row("", columns.stream().map(Column::heading), true));
    rows.add(row("result", columns.stream().map(each -> result(each.preview())), false));
    var values = columns.stream().map(column -> values(column.preview())).toList();
    var names = new LinkedHashSet<String>();
    values.forEach(each -> names.addAll(each.keySet()));
    for (var name : names) {
      var cells = values.stream().map(each -> each.getOrDefault(name, NONE)).toList();
      rows.add(row(name, cells.stream(), cells.stream().distinct().count() > 1));
    }
    return rows;
  }

  /** A row; where the cells differ, it stands out. */
  private List<String> row(String name, Stream<String> cells, boolean standsOut) {
    return Stream.concat(
            Stream.of(terminal.paint(Color.FAINT, name)),
            cells.map(cell -> standsOut ? terminal.paint(Color.BOLD, cell) : cell))
        .toList();
  }

  private String result(Preview preview) {
    if (!preview.problems().isEmpty()) {
      return terminal.paint(Color.RED, "rejected");
    }
    return switch (preview.intent()) {
      case IGNORE -> "ignored";
      case OFF -> "released";
      case NOT_TAGGED -> "not tagged";
      case PAUSED -> "paused";
      case SCALE -> terminal.paint(Color.GREEN, "scaled");
    };
  }

  private static Map<String, String> values(Preview preview) {
    var values = new LinkedHashMap<String, String>();
    preview
        .scaling()
        .ifPresent(scaling -> {
          for (AskedValue value : scaling.asked().values()) {
            values.merge(value.name(), value.value(), (one, other) -> one + ", " + other);
          }
          values.put("wake", scaling.wakes() ? "on" : "off");
          values.put(
              "hours a month",
              String.format(
                  Locale.ROOT,
                  "%,d-%,d",
                  Math.round(scaling.hours().floor()),
                  Math.round(scaling.hours().ceiling())));
          values.put("alarms", Integer.toString(scaling.alarms()));
        });
    return values;
  }

  private void problems(List<Column> columns) {
    var text = new PreviewText(terminal, now);
    var table = new Table(0);
    for (var column : columns) {
      var preview = column.preview();
      preview
          .problems()
          .forEach(each -> table.row(column.heading(), text.error(), PreviewText.text(each)));
      preview
          .warnings()
          .forEach(each -> table.row(column.heading(), text.warning(), PreviewText.text(each)));
      preview.notes().forEach(each -> table.row(column.heading(), text.note(), Quote.escape(each)));
    }
    if (!table.isEmpty()) {
      terminal.line();
      table.print(terminal);
    }
  }

  /** The tag set of each letter. */
  void legend(List<String> letters, List<String> sets) {
    for (int i = 0; i < letters.size(); i++) {
      var start = terminal.paint(Color.BOLD, letters.get(i)) + "  ";
      var wrapped = Columns.wrap(Quote.escape(sets.get(i)), terminal.width() - 3);
      terminal.line(start + wrapped.getFirst());
      wrapped.stream().skip(1).forEach(rest -> terminal.line("   " + rest));
    }
  }
}
