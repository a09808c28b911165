package io.github.tagscaler.command.report.page;

import static j2html.TagCreator.b;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.FleetTotals;
import io.github.tagscaler.command.report.model.Measured;
import io.github.tagscaler.command.report.model.NumberWords;
import io.github.tagscaler.command.report.model.ReportRow.Unit;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The figures at the top of the page, and how the targets spread over the states. */
record Figures(FleetReport report, FleetTotals totals) {
  DomContent html() {
    return section(
            dl(each(List.of(coverage(), toFix(), hours(), saved()), figure -> figure))
                .withClass("figures"),
            distribution())
        .attr("aria-label", "Summary");
  }

  private DomContent coverage() {
    return figure(
        "Scaled by tags",
        NumberWords.percent(totals.scaledShare()),
        "",
        "%s of %s that can be scaled"
            .formatted(
                NumberWords.whole(totals.count(Coverage.SCALED)),
                NumberWords.whole(totals.scalable())));
  }

  private DomContent toFix() {
    long count = report.rows().stream().filter(row -> row.needsAttention()).count();
    return figure(
        "To fix",
        NumberWords.whole(count),
        count > 0 ? "bad" : "",
        "%s with a problem, scaling fails for %s"
            .formatted(NumberWords.whole(totals.problems()), count(totals.failing())));
  }

  private DomContent hours() {
    var hours = Objects.requireNonNullElse(totals.hours().get(Unit.INSTANCE), MonthlyHours.NONE);
    var cost = totals.cost();
    return figure(
        "Instance-hours a month",
        NumberWords.range(hours.floor(), hours.ceiling()),
        "range",
        cost == null
            ? "floor to ceiling of all targets"
            : "costs "
                + NumberWords.range(cost.floor(), cost.ceiling())
                + (totals.allPriced() ? "" : " where a price is given")
                + ", floor to ceiling of all targets");
  }

  private DomContent saved() {
    var saved = Objects.requireNonNullElse(totals.saved().get(Unit.INSTANCE), Measured.unknown());
    var value =
        switch (saved) {
          case Measured.Value(var number) -> NumberWords.whole(number);
          case Measured.Unknown() -> "unknown";
          case Measured.Inapplicable() -> "0";
        };
    var cost = totals.savedCost().number();
    return figure(
        "Instance-hours saved in " + NumberWords.days(report.days()),
        value,
        "",
        (cost.isPresent() ? "worth " + NumberWords.whole(cost.getAsDouble()) + ", " : "")
            + "against the peak running all the time");
  }

  private static String count(Measured number) {
    return switch (number) {
      case Measured.Value(var count) -> NumberWords.whole(count);
      case Measured.Unknown() -> "an unknown number";
      case Measured.Inapplicable() -> "0";
    };
  }

  private static DomContent figure(String title, String value, String look, String more) {
    return div(
            dt(title), dd(value).withClass(("value " + look).strip()), dd(more).withClass("more"))
        .withClass("figure card");
  }

  private DomContent distribution() {
    return div(
            Strip.states(totals, 1000, 22),
            ul(each(
                    Stream.of(Coverage.values()).filter(state -> totals.count(state) > 0).toList(),
                    this::state))
                .withClass("states"))
        .withClass("distribution card");
  }

  private DomContent state(Coverage state) {
    return li(span(
            span().withClass("dot fill-" + state.wire()).attr("aria-hidden", "true"),
            text(state.label()),
            b(NumberWords.whole(totals.count(state)))))
        .attr("data-state", state.wire())
        .withTitle(state.meaning());
  }
}
