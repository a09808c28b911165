package io.github.tagscaler.command.report.page;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import io.github.tagscaler.command.report.model.Finding;
import io.github.tagscaler.command.report.model.NumberWords;
import j2html.tags.DomContent;
import java.util.List;

/** What has to be fixed, by kind of problem. */
final class FindingList {
  private FindingList() {}

  static DomContent html(List<Finding> findings) {
    return section(
            h2("To fix").withId("to-fix"),
            div(each(findings, finding -> finding(finding, findings.size() <= 2)))
                .withClass("findings card"))
        .attr("aria-labelledby", "to-fix");
  }

  private static DomContent finding(Finding finding, boolean open) {
    var details =
        details(
            summary(
                span(finding.title()).withClass("title"),
                span(NumberWords.count(finding.targets(), "target")).withClass("number")),
            ul(each(finding.cases(), FindingList::found)));
    return open ? details.attr("open") : details;
  }

  private static DomContent found(Finding.Case found) {
    return li(
        p(found.message()).withClass("message"),
        p(each(found.targets(), target -> each(span(target), text(" ")))).withClass("places"));
  }
}
