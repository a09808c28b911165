package io.github.tagscaler.command.report;

import io.github.tagscaler.command.report.NumberTable.Column;
import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.NumberWords;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.List;

/**
 * The targets of a report on a terminal, one in a row. Columns that say nothing of any target are
 * left out.
 */
record TargetTable(FleetReport report, Terminal terminal) {
  private static final String NOTHING = "-";

  NumberTable<ReportRow> table() {
    return new NumberTable<>(
        columns().stream()
            .filter(column -> report.rows().isEmpty() || saysSomething(column))
            .toList(),
        report.rows());
  }

  private boolean saysSomething(Column<ReportRow> column) {
    return report.rows().stream()
        .map(column.cell())
        .anyMatch(cell -> !cell.equals(NOTHING) && !cell.equals("0"));
  }

  private List<Column<ReportRow>> columns() {
    return List.of(
        Column.words(
            "STATE", 0, row -> terminal.paint(Colors.of(row.coverage()), row.coverage().label())),
        Column.numbers(
            "RUNS", 4, row -> row.running().isEmpty() ? NOTHING : "" + row.running().getAsInt()),
        Column.numbers(
            "BOUNDS", 0, row -> row.bounds() == null ? NOTHING : row.bounds().toString()),
        Column.numbers("AT MAX h", 2, row -> Plain.of(row.usage().atMax(), "unknown")),
        Column.numbers("IDLE h", 5, row -> Plain.of(row.usage().idleAtMin(), "unknown")),
        Column.numbers("FAILED", 7, row -> Plain.of(row.usage().failures(), "unknown")),
        Column.numbers("H/MONTH", 6, TargetTable::hours),
        Column.numbers("SAVED h", 3, row -> Plain.of(row.usage().saved(), "unknown")),
        Column.words("ACCOUNT", 1, row -> row.account().isEmpty() ? NOTHING : row.account()),
        Column.words("TARGET", 0, ReportRow::target));
  }

  private static String hours(ReportRow row) {
    var hours = row.hours();
    return hours == null ? NOTHING : NumberWords.range(hours.floor(), hours.ceiling());
  }
}
