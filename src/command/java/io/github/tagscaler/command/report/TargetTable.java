package io.github.tagscaler.command.report;

import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.NumberWords;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The targets of a report on a terminal, one in a row. Columns without anything in them are left
 * out.
 */
record TargetTable(FleetReport report, Terminal terminal) {
  private static final String NOTHING = "-";

  private record Column(String title, Function<ReportRow, String> cell) {
    boolean text() {
      return title.equals("STATE") || title.equals("ACCOUNT");
    }
  }

  void print() {
    terminal.line();
    var columns =
        columns().stream()
            .filter(column ->
                report.rows().stream()
                    .map(column.cell())
                    .anyMatch(cell -> !cell.equals(NOTHING) && !cell.equals("0")))
            .toList();
    var rows = new ArrayList<List<String>>();
    rows.add(columns.stream().map(Column::title).toList());
    report
        .rows()
        .forEach(
            row -> rows.add(columns.stream().map(column -> column.cell().apply(row)).toList()));
    // State and account are no numbers.
    var widths =
        IntStream.range(0, columns.size())
            .map(i -> rows.stream().mapToInt(row -> Columns.width(row.get(i))).max().orElse(0))
            .toArray();
    NumberTable.print(
        rows.stream()
            .map(row ->
                IntStream.range(0, row.size())
                    .mapToObj(i ->
                        columns.get(i).text() ? Columns.left(row.get(i), widths[i]) : row.get(i))
                    .toList())
            .toList(),
        terminal);
  }

  private List<Column> columns() {
    return List.of(
        new Column(
            "STATE", row -> terminal.paint(Colors.of(row.coverage()), row.coverage().label())),
        new Column(
            "RUNS", row -> row.running().isEmpty() ? NOTHING : "" + row.running().getAsInt()),
        new Column("BOUNDS", row -> row.bounds() == null ? NOTHING : row.bounds().toString()),
        new Column("AT MAX h", row -> Plain.of(row.usage().atMax(), "unknown")),
        new Column("IDLE h", row -> Plain.of(row.usage().idleAtMin(), "unknown")),
        new Column("FAILED", row -> Plain.of(row.usage().failures(), "unknown")),
        new Column("H/MONTH", TargetTable::hours),
        new Column("SAVED h", row -> Plain.of(row.usage().saved(), "unknown")),
        new Column("ACCOUNT", row -> row.account().isEmpty() ? NOTHING : row.account()),
        new Column("TARGET", ReportRow::target));
  }

  private static String hours(ReportRow row) {
    var hours = row.hours();
    return hours == null ? NOTHING : NumberWords.range(hours.floor(), hours.ceiling());
  }
}
