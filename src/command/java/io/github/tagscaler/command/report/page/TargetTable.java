package io.github.tagscaler.command.report.page;

import static j2html.TagCreator.button;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.Grouping;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** All targets, one in a row, with what filters them. */
record TargetTable(FleetReport report) {
  DomContent html() {
    return section(
            h2("All targets").withId("targets"),
            controls(),
            div(
                    table(
                            caption("All targets, what is wrong first").withClass("hidden"),
                            thead(tr(each(heads(), head -> head))),
                            tbody(each(report.rows(), row -> new TargetRow(row, report).html())))
                        .withClass("targets"),
                    p("No target matches.").withClass("empty").attr("hidden"))
                .withClass("card"))
        .attr("aria-labelledby", "targets");
  }

  private static DomContent controls() {
    return div(
            label("Filter the targets").withFor("filter").withClass("hidden"),
            input()
                .withId("filter")
                .withType("search")
                .withPlaceholder("Filter by name, type, problem or tag=value")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false"),
            span().withClass("shown").attr("role", "status"),
            button("Show all").withType("button").withClass("reset").attr("hidden"))
        .withClass("controls")
        .attr("hidden");
  }

  private List<DomContent> heads() {
    var heads = new ArrayList<DomContent>();
    heads.add(th("Target").attr("scope", "col"));
    if (report.hasSeveralAccounts()) {
      heads.add(th("Account").attr("scope", "col"));
    }
    heads.add(th("State").attr("scope", "col"));
    heads.add(Cells.numberHead("Running"));
    heads.add(Cells.numberHead("At max"));
    heads.add(Cells.numberHead("Idle", "at min"));
    heads.add(Cells.numberHead("Failed"));
    heads.add(Cells.numberHead("Floor", "h/month"));
    heads.add(Cells.numberHead("Ceiling", "h/month"));
    heads.add(Cells.numberHead("Saved"));
    if (report.priced()) {
      heads.add(Cells.numberHead("Cost", "a month"));
    }
    for (var grouping : report.groupings()) {
      heads.add(th(grouping.tag()).attr("scope", "col"));
    }
    return heads;
  }

  /** The keys of the tags that have a column. */
  static List<String> tags(FleetReport report) {
    return report.groupings().stream().map(Grouping::tag).toList();
  }
}
