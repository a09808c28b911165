package io.github.tagscaler.command.report.page;

import static j2html.TagCreator.b;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.NumberWords;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.report.model.ReportRow.Unit;
import io.github.tagscaler.outcome.Problem;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The row of one target. */
record TargetRow(ReportRow row, FleetReport report) {
  private static final double STRIP = 96;

  DomContent html() {
    return tr(each(cells(), cell -> cell))
        .attr("data-state", row.coverage().wire())
        .attr("data-words", words());
  }

  private List<DomContent> cells() {
    var cells = new ArrayList<DomContent>();
    cells.add(th(name()).attr("scope", "row").attr("data-sort", row.target()).withClass("name"));
    if (report.hasSeveralAccounts()) {
      cells.add(label("Account", td(row.account())));
    }
    cells.add(state());
    cells.add(label("Running", running()));
    cells.add(label("At max", Cells.measured(row.usage().atMax(), " h")));
    cells.add(label("Idle at min", Cells.measured(row.usage().idleAtMin(), " h")));
    cells.add(label("Failed", failed()));
    var hours = row.hours();
    cells.add(label("Floor, h/month", hours == null ? Cells.blank() : hours(hours.floor())));
    cells.add(label("Ceiling, h/month", hours == null ? Cells.blank() : hours(hours.ceiling())));
    cells.add(label("Saved", Cells.measured(row.usage().saved(), " h")));
    if (report.priced()) {
      cells.add(label("Cost a month", Cells.cost(row.cost())));
    }
    for (var tag : TargetTable.tags(report)) {
      var value = row.tags().get(tag);
      cells.add(
          value == null
              ? td(span("–").withClass("none")).attr("data-sort", "").withClass("blank")
              : label(tag, td(value)));
    }
    return cells;
  }

  private static TdTag label(String label, TdTag cell) {
    return cell.attr("data-label", label);
  }

  /** The resource ID in two lines, with the name in it easy to find, and what it is. */
  private DomContent name() {
    var parts = row.target().split("/", 3);
    var variant = parts.length == 3 ? "/" + parts[2] : "";
    return each(
        parts.length == 1 ? text("") : span(parts[0] + "/").withClass("path"),
        b(parts.length == 1 ? parts[0] : parts[1]),
        span(Stream.of(variant, description())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" · ")))
            .withClass("sub"));
  }

  private String description() {
    return Stream.concat(
            Stream.ofNullable(row.kind()).map(kind -> kind.wire()), row.instanceTypes().stream())
        .collect(Collectors.joining(", "));
  }

  private DomContent state() {
    var badge =
        span(
                span().withClass("dot fill-" + row.coverage().wire()).attr("aria-hidden", "true"),
                text(row.coverage().label()))
            .withClass("badge");
    var cell =
        td(badge)
            .attr("data-sort", String.valueOf(List.of(Coverage.values()).indexOf(row.coverage())));
    if (!row.problems().isEmpty()) {
      return cell.with(span(codes(row.problems())).withClass("why bad").withTitle(messages()));
    }
    if (!row.warnings().isEmpty()) {
      return cell.with(span(codes(row.warnings())).withClass("why").withTitle(messages()));
    }
    var reason = row.reason();
    return reason == null ? cell : cell.with(span(reason).withClass("why"));
  }

  private static String codes(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.code().wire())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String messages() {
    return Stream.concat(row.problems().stream(), row.warnings().stream())
        .map(Problem::message)
        .collect(Collectors.joining("\n"));
  }

  private TdTag running() {
    var bounds = row.bounds();
    if (row.running().isEmpty()) {
      return bounds == null ? Cells.blank() : Cells.cell(text(bounds.toString()), "");
    }
    int running = row.running().getAsInt();
    var key = String.valueOf(running);
    if (bounds == null) {
      return Cells.cell(text(key), key);
    }
    return Cells.cell(
            each(text(key), span(" in " + bounds.min() + "–" + bounds.max()).withClass("none")),
            key)
        .with(Strip.bounds(bounds, running, STRIP));
  }

  private TdTag failed() {
    var failures = row.usage().failures();
    if (!failures.isPositive()) {
      return Cells.measured(failures, "");
    }
    double count = failures.number().orElseThrow();
    return Cells.cell(
        span(NumberWords.whole(count)).withClass("bad").withTitle(row.usage().lastFailure()),
        Cells.key(count));
  }

  private TdTag hours(double hours) {
    var cell = Cells.number(hours);
    return row.unit() == Unit.INSTANCE
        ? cell
        : cell.with(span(row.unit() == Unit.COPY ? "copies" : "concurrency").withClass("sub"));
  }

  /** What a filter finds, one in a line. */
  private String words() {
    return Stream.of(
            Stream.of(row.target(), row.coverage().label(), description()),
            Stream.concat(row.problems().stream(), row.warnings().stream())
                .flatMap(problem -> Stream.of(problem.code().wire(), problem.message())),
            Stream.ofNullable(row.usage().lastFailure()),
            Stream.ofNullable(row.reason()),
            Stream.of(row.account()).filter(name -> !name.isEmpty()).map("account="::concat),
            row.tags().entrySet().stream().map(tag -> tag.getKey() + "=" + tag.getValue()))
        .flatMap(each -> each)
        .map(line -> line.replace('\n', ' '))
        .collect(Collectors.joining("\n"));
  }
}
