package io.github.tagscaler.command.report;

import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.Grouping;
import io.github.tagscaler.command.report.model.Measured;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.outcome.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

/** A report as CSV (RFC 4180), one target in a row. */
final class ReportCsv {
  private static final List<String> TITLES =
      List.of(
          "target",
          "kind",
          "instance_types",
          "state",
          "problems",
          "messages",
          "min",
          "max",
          "running",
          "unit",
          "floor_hours_a_month",
          "ceiling_hours_a_month",
          "hours_at_max",
          "idle_hours_at_min",
          "failed_scalings",
          "saved_hours",
          "floor_cost_a_month",
          "ceiling_cost_a_month",
          "saved_cost");

  private ReportCsv() {}

  /** The report, with a column for the account if there are several, and for each tag of --by. */
  static String of(FleetReport report) {
    var text = new StringBuilder();
    var tags = report.groupings().stream().map(Grouping::tag).toList();
    boolean several = report.hasSeveralAccounts();
    try (var csv = CSVFormat.RFC4180.print(text)) {
      csv.printRecord(
          Stream.of(
                  TITLES.stream(),
                  several ? Stream.of("account") : Stream.<String>empty(),
                  tags.stream().map(tag -> guarded("tag:" + tag)))
              .flatMap(each -> each)
              .toList());
      for (var row : report.rows()) {
        csv.printRecord(cells(row, several, tags));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static List<String> cells(ReportRow row, boolean several, List<String> tags) {
    var bounds = row.bounds();
    var hours = row.hours();
    var cost = row.cost();
    var usage = row.usage();
    var cells = new ArrayList<String>();
    cells.add(guarded(row.target()));
    cells.add(row.kind() == null ? "" : row.kind().wire());
    cells.add(guarded(String.join(" ", row.instanceTypes())));
    cells.add(row.coverage().wire());
    cells.add(
        row.problems().stream()
            .map(problem -> problem.code().wire())
            .distinct()
            .collect(Collectors.joining(" ")));
    cells.add(
        guarded(
            Stream.of(
                    row.problems().stream().map(Problem::message),
                    Stream.ofNullable(row.reason()),
                    Stream.ofNullable(usage.lastFailure()))
                .flatMap(each -> each)
                .collect(Collectors.joining(" "))));
    cells.add(bounds == null ? "" : String.valueOf(bounds.min()));
    cells.add(bounds == null ? "" : String.valueOf(bounds.max()));
    cells.add(row.running().isEmpty() ? "" : String.valueOf(row.running().getAsInt()));
    cells.add(row.unit().wire());
    cells.add(hours == null ? "" : number(hours.floor()));
    cells.add(hours == null ? "" : number(hours.ceiling()));
    cells.add(measured(usage.atMax()));
    cells.add(measured(usage.idleAtMin()));
    cells.add(measured(usage.failures()));
    cells.add(measured(usage.saved()));
    cells.add(cost == null ? "" : number(cost.floor()));
    cells.add(cost == null ? "" : number(cost.ceiling()));
    cells.add(measured(row.savedCost()));
    if (several) {
      cells.add(guarded(row.account()));
    }
    tags.forEach(tag -> cells.add(guarded(Objects.requireNonNullElse(row.tags().get(tag), ""))));
    return cells;
  }

  private static String measured(Measured number) {
    return switch (number) {
      case Measured.Value(var value) -> number(value);
      case Measured.Unknown() -> "unknown";
      case Measured.Inapplicable() -> "";
    };
  }

  private static String number(double value) {
    var rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.toPlainString();
  }

  /** Text that no spreadsheet takes for a formula. */
  private static String guarded(String text) {
    return !text.isEmpty() && "=+-@\t\r\n|".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
