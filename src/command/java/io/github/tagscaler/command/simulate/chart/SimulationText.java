package io.github.tagscaler.command.simulate.chart;

import io.github.tagscaler.command.simulate.model.ScalingDecision;
import io.github.tagscaler.command.simulate.result.AssumptionWords;
import io.github.tagscaler.command.simulate.result.Column;
import io.github.tagscaler.command.simulate.result.Compared;
import io.github.tagscaler.command.simulate.result.Comparison;
import io.github.tagscaler.command.simulate.result.MergedDecisions;
import io.github.tagscaler.command.simulate.result.SummaryTable;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints a simulation. */
public final class SimulationText {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);
  private static final int SOME = 12;

  private final Comparison comparison;
  private final Terminal terminal;
  private final boolean allDecisions;

  /**
   * A printer.
   *
   * @param allDecisions whether to print every decision, or the first ones of each policy
   */
  public SimulationText(Comparison comparison, Terminal terminal, boolean allDecisions) {
    this.comparison = comparison;
    this.terminal = terminal;
    this.allDecisions = allDecisions;
  }

  /** Prints it. */
  public void print() {
    head();
    for (int i = 0; i < comparison.policies().size(); i++) {
      chart(i + 1, comparison.policies().get(i));
    }
    legend();
    terminal.line();
    table();
    terminal.line();
    for (int i = 0; i < comparison.policies().size(); i++) {
      decisions(i + 1, comparison.policies().get(i));
    }
    comparison.words().sentences().forEach(this::paragraph);
    comparison.words().limits().forEach(this::paragraph);
  }

  private void head() {
    var trace = comparison.trace();
    var zone = comparison.zone();
    paragraph(
        "%s: %s to %s (%s), %,.0f requests counted every %s, at most %s a second"
            .formatted(
                terminal.paint(Color.BOLD, trace.name()),
                DAY.format(trace.start().atZone(zone)),
                DAY.format(trace.end().atZone(zone)),
                zone.getId(),
                trace.total(),
                AssumptionWords.time(trace.step()),
                AssumptionWords.rate(trace.peak())));
    terminal.line();
  }

  private void chart(int number, Compared policy) {
    int width = Math.min(terminal.width(), 160) - CapacityChart.GUTTER;
    var columns = Column.of(policy, width);
    terminal.line(title(number, policy));
    policy
        .notSimulated()
        .ifPresent(words ->
            Columns.wrap(words, terminal.width())
                .forEach(line -> terminal.line(terminal.paint(Color.YELLOW, line))));
    new CapacityChart(columns, terminal).lines().forEach(terminal::line);
    var axis =
        new TimeAxis(
                comparison.trace().start(),
                comparison.trace().length(),
                comparison.zone(),
                columns.size())
            .lines(terminal);
    terminal.line(" ".repeat(CapacityChart.GUTTER - 1) + terminal.symbol("└", "+") + axis.get(0));
    terminal.line(" ".repeat(CapacityChart.GUTTER) + axis.get(1));
    for (int i = 0; i < policy.policy().tracks().size(); i++) {
      var rule = policy.policy().tracks().get(i);
      terminal.line(
          " ".repeat(CapacityChart.GUTTER) + new MetricStrip(columns, i, rule, terminal).line());
      Columns.wrap(
              "%s against its target %s %s (half the height)"
                  .formatted(
                      rule.name(), AssumptionWords.rate(rule.target()), rule.signal().unit()),
              terminal.width() - CapacityChart.GUTTER)
          .forEach(line ->
              terminal.line(" ".repeat(CapacityChart.GUTTER) + terminal.paint(Color.FAINT, line)));
    }
    terminal.line();
  }

  private void legend() {
    var margin = " ".repeat(CapacityChart.GUTTER);
    var line = new StringBuilder(margin);
    for (var entry : CapacityChart.legend(terminal)) {
      if (Columns.width(line + entry) > terminal.width()) {
        terminal.line(line.toString());
        line = new StringBuilder(margin);
      }
      line.append(entry).append("  ");
    }
    terminal.line(line.toString());
  }

  private String title(int number, Compared policy) {
    return terminal.paint(Color.BOLD, number + "  " + policy.policy().title());
  }

  private void table() {
    var table = new SummaryTable(comparison);
    var rows = table.rows();
    if (!fits(table.columns(), rows)) {
      // The titles are above the charts, too.
      rows = rows.stream().map(SimulationText::numbered).toList();
    }
    if (!fits(table.columns(), rows)) {
      narrow(table, table.rows());
      return;
    }
    var widths = widths(table.columns(), rows);
    terminal.line(terminal.paint(Color.FAINT, line(table.columns(), widths)));
    rows.forEach(row -> terminal.line(line(row, widths)));
    Columns.wrap(table.note(), terminal.width())
        .forEach(each -> terminal.line(terminal.paint(Color.FAINT, each)));
  }

  private boolean fits(List<String> columns, List<List<String>> rows) {
    var widths = widths(columns, rows);
    return Arrays.stream(widths).sum() + 2 * (widths.length - 1) <= terminal.width();
  }

  private static int[] widths(List<String> columns, List<List<String>> rows) {
    var widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Columns.width(columns.get(column));
      for (var row : rows) {
        widths[column] = Math.max(widths[column], Columns.width(row.get(column)));
      }
    }
    return widths;
  }

  private static List<String> numbered(List<String> row) {
    var numbered = new ArrayList<>(row);
    numbered.set(0, row.getFirst().substring(0, row.getFirst().indexOf(' ')));
    return numbered;
  }

  /** One policy below the other, where the table has no room. */
  private void narrow(SummaryTable table, List<List<String>> rows) {
    for (var row : rows) {
      terminal.line(terminal.paint(Color.BOLD, row.getFirst()));
      var lines = new Table(3);
      for (int column = 1; column < row.size(); column++) {
        lines.row(table.columns().get(column), row.get(column));
      }
      lines.print(terminal);
    }
    paragraph(table.note());
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      line.append(
              column == 0
                  ? Columns.left(cells.get(column), widths[column])
                  : Columns.right(cells.get(column), widths[column]))
          .append("  ");
    }
    return line.toString();
  }

  private void decisions(int number, Compared policy) {
    var all = MergedDecisions.of(policy);
    if (all.isEmpty()) {
      terminal.line(title(number, policy) + ": no decision, capacity stays as it is");
      terminal.line();
      return;
    }
    terminal.line(title(number, policy) + ": decisions");
    var table = new Table(3);
    all.stream()
        .limit(allDecisions ? all.size() : SOME)
        .forEach(each ->
            table.row(
                time(each.decision(), comparison.zone()),
                painted(each.decision()),
                each.decision().reason() + each.pace().note()));
    table.print(terminal);
    if (!allDecisions && all.size() > SOME) {
      terminal.line(
          terminal.paint(Color.FAINT, "   … %d more: --decisions".formatted(all.size() - SOME)));
    }
    terminal.line();
  }

  private String painted(ScalingDecision decision) {
    var change =
        decision.scales()
            ? decision.from() + terminal.symbol(" → ", " > ") + decision.to()
            : "at max " + decision.to();
    return switch (decision.action()) {
      case SCALE_OUT, WAKE -> terminal.paint(Color.GREEN, change);
      case SCALE_IN -> terminal.paint(Color.BLUE, change);
      case SCHEDULE -> terminal.paint(Color.MAGENTA, change);
      case AT_MAX -> terminal.paint(Color.YELLOW, change);
    };
  }

  private static String time(ScalingDecision decision, ZoneId zone) {
    return DateTimeFormatter.ofPattern("EEE d HH:mm", Locale.ENGLISH)
        .format(decision.time().atZone(zone));
  }

  private void paragraph(String text) {
    Columns.wrap(text, terminal.width()).forEach(terminal::line);
  }
}
