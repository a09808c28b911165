package io.github.tagscaler.command.report.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.report.model.Grouping;
import io.github.tagscaler.command.report.model.Grouping.Group;
import io.github.tagscaler.command.report.model.NumberWords;
import io.github.tagscaler.command.report.model.ReportRow.Unit;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The targets grouped by a tag.
 *
 * @param priced whether there is a column of costs
 */
record GroupTable(Grouping grouping, int place, boolean priced) {
  DomContent html() {
    var id = "group-" + place;
    return section(
            h2("By " + grouping.tag()).withId(id),
            div(table(
                    caption("Targets by " + grouping.tag()).withClass("hidden"),
                    thead(tr(each(heads(), head -> head))),
                    tbody(each(grouping.groups(), this::row))))
                .withClass("groups card"))
        .attr("aria-labelledby", id);
  }

  private List<DomContent> heads() {
    var heads = new ArrayList<DomContent>();
    heads.add(th(grouping.tag()).attr("scope", "col"));
    heads.add(th("States").attr("scope", "col"));
    heads.add(Cells.numberHead("Targets"));
    heads.add(Cells.numberHead("Scaled"));
    heads.add(Cells.numberHead("Problems"));
    heads.add(Cells.numberHead("Floor", "h/month"));
    heads.add(Cells.numberHead("Ceiling", "h/month"));
    if (priced) {
      heads.add(Cells.numberHead("Cost", "a month"));
    }
    heads.add(Cells.numberHead("Saved"));
    return heads;
  }

  private DomContent row(Group group) {
    var totals = group.totals();
    var hours = Objects.requireNonNullElse(totals.hours().get(Unit.INSTANCE), MonthlyHours.NONE);
    var cells = new ArrayList<DomContent>();
    cells.add(th(name(group)).attr("scope", "row").withClass("name"));
    cells.add(
        td(Strip.states(totals, 160, 12).withClass("group-strip"))
            .attr("data-sort", Cells.key(totals.scaledShare())));
    cells.add(Cells.number(totals.targets()));
    cells.add(Cells.percent(totals.scaledShare()));
    int problems = totals.problems();
    cells.add(
        td(problems > 0
                ? span(NumberWords.whole(problems)).withClass("bad")
                : span("0").withClass("none"))
            .withClass("n")
            .attr("data-sort", String.valueOf(problems)));
    cells.add(Cells.number(hours.floor()));
    cells.add(Cells.number(hours.ceiling()));
    if (priced) {
      cells.add(Cells.cost(totals.cost()));
    }
    cells.add(Cells.measured(totals.saved().get(Unit.INSTANCE), " h"));
    return tr(each(cells, cell -> cell));
  }

  private DomContent name(Group group) {
    var value = group.value();
    return value == null
        ? span("not tagged").withClass("none")
        : a(value).withHref("#targets").attr("data-filter", grouping.tag() + "=" + value);
  }
}
