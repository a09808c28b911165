package io.github.tagscaler.command.report;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.report.model.CostRange;
import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.report.model.Finding;
import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.FleetTotals;
import io.github.tagscaler.command.report.model.Grouping;
import io.github.tagscaler.command.report.model.Measured;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.report.model.ReportRow.Unit;
import io.github.tagscaler.command.report.model.ReportedAccount;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report for programs; its schema is {@code schema/command/report.schema.json}. */
final class ReportJson {
  private ReportJson() {}

  static Json of(FleetReport report) {
    return Json.object()
        .put("version", 1)
        .put("command", "report")
        .put("at", report.at().toString())
        .put("region", report.hasSeveralAccounts() ? null : report.place())
        .put("accounts", array(accounts(report)))
        .put("days", report.days())
        .put("totals", totals(report.totals()))
        .put("findings", array(report.findings().stream().map(ReportJson::finding).toList()))
        .put("groupings", array(report.groupings().stream().map(ReportJson::grouping).toList()))
        .put("targets", array(report.rows().stream().map(ReportJson::row).toList()))
        .put("notes", Json.ofStrings(report.notes()))
        .build();
  }

  /** The accounts and regions that were named, if they are several. */
  private static List<Json> accounts(FleetReport report) {
    return report.hasSeveralAccounts()
        ? report.accounts().stream().map(ReportJson::account).toList()
        : List.of();
  }

  private static Json account(ReportedAccount account) {
    return Json.object()
        .put("name", account.name())
        .put("id", account.id())
        .put("region", account.region())
        .put("failure", account.failure())
        .build();
  }

  private static Json totals(FleetTotals totals) {
    var states = Json.object();
    for (var coverage : Coverage.values()) {
      states.put(coverage.wire(), totals.count(coverage));
    }
    var hours = Json.object();
    var saved = Json.object();
    for (var unit : Unit.values()) {
      hours.put(unit.wire(), hours(totals.hours().get(unit)));
      saved.put(unit.wire(), measured(totals.saved().get(unit)));
    }
    return Json.object()
        .put("targets", totals.targets())
        .put("states", states.build())
        .put("withProblems", totals.problems())
        .put("scaledShare", number(totals.scaledShare()))
        .put("hoursAMonth", hours.build())
        .put("savedHours", saved.build())
        .put("costAMonth", cost(totals.cost()))
        .put("savedCost", measured(totals.savedCost()))
        .put("atMax", measured(totals.atMax()))
        .put("idleAtMin", measured(totals.idle()))
        .put("failing", measured(totals.failing()))
        .build();
  }

  private static Json finding(Finding finding) {
    return Json.object()
        .put("title", finding.title())
        .put(
            "cases",
            array(
                finding.cases().stream()
                    .<Json>map(each ->
                        Json.object()
                            .put("message", each.message())
                            .put("targets", Json.ofStrings(each.targets()))
                            .build())
                    .toList()))
        .build();
  }

  private static Json grouping(Grouping grouping) {
    return Json.object()
        .put("tag", grouping.tag())
        .put(
            "groups",
            array(
                grouping.groups().stream()
                    .<Json>map(group ->
                        Json.object()
                            .put("value", group.value())
                            .put("totals", totals(group.totals()))
                            .build())
                    .toList()))
        .build();
  }

  private static Json row(ReportRow row) {
    var bounds = row.bounds();
    var usage = row.usage();
    return Json.object()
        .put("target", row.target())
        .put("account", row.account().isEmpty() ? null : row.account())
        .put("kind", row.kind() == null ? null : row.kind().wire())
        .put("instanceTypes", Json.ofStrings(row.instanceTypes()))
        .put("state", row.coverage().wire())
        .put("reason", row.reason())
        .put("problems", array(row.problems().stream().map(ReportJson::problem).toList()))
        .put("warnings", array(row.warnings().stream().map(ReportJson::problem).toList()))
        .put(
            "bounds",
            bounds == null
                ? Json.Null.NULL
                : Json.object().put("min", bounds.min()).put("max", bounds.max()).build())
        .put(
            "running", row.running().isEmpty() ? Json.Null.NULL : Json.of(row.running().getAsInt()))
        .put("unit", row.unit().wire())
        .put("hoursAMonth", hours(row.hours()))
        .put("costAMonth", cost(row.cost()))
        .put("hoursAtMax", measured(usage.atMax()))
        .put("idleHoursAtMin", measured(usage.idleAtMin()))
        .put("failedScalings", measured(usage.failures()))
        .put("lastFailure", usage.lastFailure())
        .put("savedHours", measured(usage.saved()))
        .put("savedCost", measured(row.savedCost()))
        .put("tags", Json.ofStrings(row.tags()))
        .build();
  }

  private static Json problem(Problem problem) {
    return Json.object()
        .put("code", problem.code().wire())
        .put("message", problem.message())
        .build();
  }

  /** A number, {@code "unknown"}, or {@code null} for what the target has not. */
  private static Json measured(@Nullable Measured number) {
    return switch (number) {
      case Measured.Value(var value) -> number(value);
      case Measured.Unknown() -> Json.of("unknown");
      case Measured.Inapplicable() -> Json.Null.NULL;
      case null -> Json.Null.NULL;
    };
  }

  private static Json hours(@Nullable MonthlyHours hours) {
    return hours == null ? Json.Null.NULL : range(hours.floor(), hours.ceiling());
  }

  private static Json cost(@Nullable CostRange cost) {
    return cost == null ? Json.Null.NULL : range(cost.floor(), cost.ceiling());
  }

  private static Json range(double floor, double ceiling) {
    return Json.object().put("floor", number(floor)).put("ceiling", number(ceiling)).build();
  }

  private static Json number(double value) {
    var rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return Json.of(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
  }

  private static Json array(List<Json> items) {
    return new Json.Arr(items);
  }
}
