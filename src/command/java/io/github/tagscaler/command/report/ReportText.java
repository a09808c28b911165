package io.github.tagscaler.command.report;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.report.NumberTable.Column;
import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.report.model.Finding;
import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.FleetTotals;
import io.github.tagscaler.command.report.model.Grouping;
import io.github.tagscaler.command.report.model.Measured;
import io.github.tagscaler.command.report.model.NumberWords;
import io.github.tagscaler.command.report.model.ReportRow.Unit;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A report for a terminal. */
final class ReportText {
  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 8;

  /** What the states need beside their bars. */
  private static final int BESIDE_BARS = 59;

  private static final int SHOWN_TARGETS = 8;

  private final FleetReport report;
  private final FleetTotals totals;
  private final Terminal terminal;

  ReportText(FleetReport report, Terminal terminal) {
    this.report = report;
    this.totals = report.totals();
    this.terminal = terminal;
  }

  void print() {
    wrapped(
        0,
        terminal.paint(Color.BOLD, report.headline())
            + " in "
            + report.place()
            + (totals.targets() > 0
                ? ", %s of what can be scaled".formatted(NumberWords.percent(totals.scaledShare()))
                : ""));
    if (totals.targets() > 0) {
      terminal.line();
      states();
      hours();
      findings();
      report.byAccount().ifPresent(this::group);
      report.groupings().forEach(this::group);
      targets();
    }
    notes();
  }

  private void states() {
    int longest = Math.clamp(terminal.width() - BESIDE_BARS, SHORTEST_BAR, LONGEST_BAR);
    int largest = totals.states().values().stream().mapToInt(Integer::intValue).max().orElse(1);
    var table = new Table(2);
    for (var coverage : Coverage.values()) {
      int count = totals.count(coverage);
      if (count > 0) {
        table.row(
            terminal.paint(Colors.of(coverage), coverage.label()),
            Columns.right(NumberWords.whole(count), 5),
            terminal.paint(Colors.of(coverage), "■".repeat(Math.max(1, count * longest / largest))),
            terminal.paint(Color.FAINT, coverage.meaning()));
      }
    }
    table.print(terminal);
  }

  private void hours() {
    terminal.line();
    var table = new Table(2);
    for (var unit : Unit.values()) {
      var hours = Objects.requireNonNullElse(totals.hours().get(unit), MonthlyHours.NONE);
      if (hours.ceiling() > 0) {
        table.row(
            unit.hours() + " a month",
            "%s, floor to ceiling%s"
                .formatted(NumberWords.range(hours.floor(), hours.ceiling()), cost(unit)));
      }
      var saved = Objects.requireNonNullElse(totals.saved().get(unit), Measured.inapplicable());
      if (!(saved instanceof Measured.Inapplicable)) {
        table.row(
            unit.hours() + " saved",
            "%s in %s, against the peak running all the time%s"
                .formatted(
                    Plain.of(saved, "unknown"), NumberWords.days(report.days()), savedCost(unit)));
      }
    }
    table.print(terminal);
    faint(
        "Hours a month: of all targets, always at min to always at max in 730 hours; what is not scaled counts with what it runs now.");
  }

  private String cost(Unit unit) {
    var cost = totals.cost();
    return unit == Unit.INSTANCE && cost != null
        ? "; costs " + NumberWords.range(cost.floor(), cost.ceiling()) + partly()
        : "";
  }

  private String partly() {
    return totals.allPriced() ? "" : " where a price is given";
  }

  private String savedCost(Unit unit) {
    var cost = totals.savedCost().number();
    return unit == Unit.INSTANCE && cost.isPresent()
        ? "; worth " + NumberWords.whole(cost.getAsDouble()) + partly()
        : "";
  }

  private void findings() {
    for (var finding : report.findings()) {
      terminal.line();
      terminal.line(
          terminal.paint(Color.RED, finding.title())
              + terminal.paint(Color.FAINT, "  " + NumberWords.count(finding.targets(), "target")));
      finding.cases().forEach(this::found);
    }
  }

  private void found(Finding.Case found) {
    wrapped(2, found.message());
    var targets = new ArrayList<>(found.targets().stream().limit(SHOWN_TARGETS).toList());
    if (found.targets().size() > SHOWN_TARGETS) {
      targets.add("and %d more".formatted(found.targets().size() - SHOWN_TARGETS));
    }
    wrapped(4, String.join("  ", targets));
  }

  private void wrapped(int indent, String text) {
    Columns.wrap(text, terminal.width() - indent)
        .forEach(line -> terminal.line(" ".repeat(indent) + line));
  }

  private void group(Grouping grouping) {
    terminal.line();
    new NumberTable<Grouping.Group>(
            List.of(
                Column.numbers("TARGETS", 0, group -> NumberWords.whole(group.totals().targets())),
                Column.numbers(
                    "SCALED", 0, group -> NumberWords.percent(group.totals().scaledShare())),
                Column.numbers(
                    "PROBLEMS", 0, group -> NumberWords.whole(group.totals().problems())),
                Column.numbers("FLOOR", 2, group -> NumberWords.whole(hours(group).floor())),
                Column.numbers("CEILING", 3, group -> NumberWords.whole(hours(group).ceiling())),
                Column.numbers(
                    "SAVED",
                    1,
                    group -> Plain.of(group.totals().saved().get(Unit.INSTANCE), "unknown")),
                Column.words(
                    grouping.tag(),
                    0,
                    group ->
                        Objects.requireNonNullElse(
                            group.value(), terminal.paint(Color.FAINT, "(not tagged)")))),
            grouping.groups())
        .narrowed(terminal.width())
        .print(terminal);
  }

  private static MonthlyHours hours(Grouping.Group group) {
    return Objects.requireNonNullElse(group.totals().hours().get(Unit.INSTANCE), MonthlyHours.NONE);
  }

  private void targets() {
    terminal.line();
    var whole = new TargetTable(report, terminal).table();
    var shown = whole.narrowed(terminal.width());
    shown.print(terminal);
    var missing = new ArrayList<>(whole.titles());
    missing.removeAll(shown.titles());
    if (!missing.isEmpty()) {
      faint(
          "Columns without room: %s. A wider terminal shows them, and so do --format csv, html and json."
              .formatted(String.join(", ", missing)));
    }
  }

  private void faint(String text) {
    Columns.wrap(text, terminal.width() - 2)
        .forEach(line -> terminal.line("  " + terminal.paint(Color.FAINT, line)));
  }

  private void notes() {
    if (!report.notes().isEmpty()) {
      terminal.line();
      report
          .notes()
          .forEach(note -> wrapped(0, terminal.paint(Color.YELLOW, "unknown:") + " " + note));
    }
    if (totals.targets() > 0) {
      terminal.line();
      Columns.wrap(
              "AT MAX, IDLE, FAILED and SAVED are of %s. What each number means: tagscaler report --help"
                  .formatted(NumberWords.last(report.days())),
              terminal.width())
          .forEach(line -> terminal.line(terminal.paint(Color.FAINT, line)));
    }
  }
}
