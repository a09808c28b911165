package io.github.tagscaler.command.simulate.picture;

import static j2html.TagCreator.body;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.title;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import io.github.tagscaler.command.simulate.model.ScalingDecision;
import io.github.tagscaler.command.simulate.result.Compared;
import io.github.tagscaler.command.simulate.result.Comparison;
import io.github.tagscaler.command.simulate.result.MergedDecisions;
import io.github.tagscaler.command.simulate.result.SummaryTable;
import j2html.tags.DomContent;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A simulation as a page of its own: the picture, the table, and every decision. Needs no network.
 */
public final class SimulationPage {
  private static final String CSS =
      """
      :root{color-scheme:light dark;--back:#fff;--text:#1f2933;--faint:#5f6b7a;--grid:#dfe4ea}
      @media (prefers-color-scheme:dark){:root{--back:#0f1620;--text:#e3e9f0;--faint:#9aa7b6;--grid:#2a3646}}
      body{margin:0;background:var(--back);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
      main{max-width:1240px;margin:0 auto;padding:24px 20px 48px}
      h1{font-size:22px;margin:0 0 12px} h2{font-size:17px;margin:28px 0 8px}
      figure{margin:0} .scroll{overflow-x:auto} .sim{width:100%;min-width:760px;height:auto;display:block}
      table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
      caption{text-align:left;color:var(--faint);caption-side:bottom;padding-top:6px}
      th,td{padding:5px 12px 5px 0;text-align:left;border-bottom:1px solid var(--grid);vertical-align:top}
      th{font-weight:600;color:var(--faint)} .number{text-align:right;white-space:nowrap} td.time{white-space:nowrap}
      details{margin:6px 0} summary{cursor:pointer;font-weight:600;padding:4px 0}
      summary:focus-visible{outline:2px solid currentColor;outline-offset:2px}
      @media print{details::details-content{content-visibility:visible;display:block}.scroll{overflow:visible}}
      """;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private final Comparison comparison;

  private SimulationPage(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The page as a file. */
  public static String file(Comparison comparison) {
    return new SimulationPage(comparison).page();
  }

  private String page() {
    var name = "Tagscaler simulation: " + comparison.trace().name();
    return "<!DOCTYPE html>\n"
        + html(
                head(
                    meta().attr("charset", "utf-8"),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    meta()
                        .attr("http-equiv", "Content-Security-Policy")
                        .withContent("default-src 'none'; style-src 'unsafe-inline'"),
                    title(name),
                    style(rawHtml(CSS))),
                body(
                    main(
                        h1(name),
                        figure(div(rawHtml(SimulationSvg.inline(comparison))).withClass("scroll")),
                        h2("In numbers"),
                        div(numbers()).withClass("scroll"),
                        h2("Decisions"),
                        each(decisions(), each -> each),
                        h2("What this assumes"),
                        ul(
                            each(
                                Stream.of(
                                        comparison.notSimulated(),
                                        comparison.words().sentences(),
                                        comparison.words().limits())
                                    .flatMap(List::stream)
                                    .toList(),
                                sentence -> li(sentence))))))
            .withLang("en")
            .render()
        + "\n";
  }

  private DomContent numbers() {
    var summary = new SummaryTable(comparison);
    var columns = summary.columns();
    return table(
        caption(summary.note()),
        thead(
            tr(
                each(
                    columns,
                    column ->
                        th(column)
                            .attr("scope", "col")
                            .withCondClass(!column.equals(columns.getFirst()), "number")))),
        tbody(
            each(
                summary.rows(),
                row ->
                    tr(
                        th(row.getFirst()).attr("scope", "row"),
                        each(row.subList(1, row.size()), cell -> td(cell).withClass("number"))))));
  }

  private List<DomContent> decisions() {
    var sections = new ArrayList<DomContent>();
    int number = 1;
    for (var policy : comparison.policies()) {
      sections.add(decisions(number, policy));
      number++;
    }
    return sections;
  }

  private DomContent decisions(int number, Compared policy) {
    var all = MergedDecisions.of(policy);
    var name = number + " " + policy.policy().title();
    if (all.isEmpty()) {
      return p(name + ": no decision, capacity stays as it is.");
    }
    return details(
        summary("%s: %d".formatted(name, all.size())),
        table(
            thead(
                tr(
                    th("time (" + comparison.zone().getId() + ")").attr("scope", "col"),
                    th("capacity").attr("scope", "col"),
                    th("reason").attr("scope", "col"))),
            tbody(
                each(
                    all,
                    made ->
                        tr(
                            td(TIME.format(made.decision().time().atZone(comparison.zone())))
                                .withClass("time"),
                            td(change(made.decision())).withClass("time"),
                            td(made.decision().reason() + made.pace().note()))))));
  }

  private static String change(ScalingDecision decision) {
    return decision.scales() ? decision.from() + " → " + decision.to() : "at max " + decision.to();
  }
}
