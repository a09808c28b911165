package io.github.tagscaler.command.report.page;

import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.section;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import io.github.tagscaler.command.report.model.Explanations;
import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.NumberWords;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.HtmlTag;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A report as one HTML page. */
public final class ReportPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final FleetReport report;
  private final PageAssets assets;

  private ReportPage(FleetReport report, PageAssets assets) {
    this.report = report;
    this.assets = assets;
  }

  /** The page. */
  public static String of(FleetReport report) {
    return TagCreator.document(new ReportPage(report, PageAssets.load()).page()) + "\n";
  }

  private HtmlTag page() {
    return html(
            head(
                meta().withCharset("utf-8"),
                meta()
                    .attr("http-equiv", "Content-Security-Policy")
                    .withContent(assets.contentSecurityPolicy()),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                meta().withName("generator").withContent("tagscaler report"),
                link().withRel("icon").withHref("data:,"),
                title("SageMaker autoscaling in " + report.place()),
                style(rawHtml(assets.style()))),
            body(
                top(),
                report.rows().isEmpty() ? main(notes()) : content(),
                footer(p("Made by tagscaler report. This page needs no network.")),
                script(rawHtml(assets.script()))))
        .withLang("en");
  }

  private DomContent content() {
    var groupings =
        Stream.concat(report.byAccount().stream(), report.groupings().stream()).toList();
    return main(
        notes(),
        new Figures(report, report.totals()).html(),
        iff(!report.findings().isEmpty(), FindingList.html(report.findings())),
        each(
            IntStream.range(0, groupings.size())
                .mapToObj(
                    place -> new GroupTable(groupings.get(place), place, report.priced()).html())),
        new TargetTable(report).html(),
        method());
  }

  private DomContent top() {
    return header(
            p("SageMaker autoscaling").withClass("kicker"),
            h1(report.headline()),
            p("%s · %s · usage of %s"
                    .formatted(
                        report.place(), TIME.format(report.at()), NumberWords.last(report.days())))
                .withClass("when"))
        .withClass("top");
  }

  private DomContent notes() {
    return iff(
        !report.notes().isEmpty(),
        div(h2("Not everything could be read"), ul(each(report.notes(), note -> li(note))))
            .withClass("notes card"));
  }

  private DomContent method() {
    return section(
            h2("How the numbers are made").withId("method"),
            ul(each(Explanations.of(report), line -> li(line))))
        .withClass("method")
        .attr("aria-labelledby", "method");
  }
}
