package io.github.tagscaler.command.simulate.picture;

import io.github.tagscaler.command.simulate.result.AssumptionWords;
import io.github.tagscaler.command.simulate.result.Column;
import io.github.tagscaler.command.simulate.result.Compared;
import io.github.tagscaler.command.simulate.result.Comparison;
import io.github.tagscaler.command.simulate.result.MergedDecisions;
import io.github.tagscaler.command.simulate.result.SummaryTable;
import io.github.tagscaler.command.terminal.Columns;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A simulation as one picture. */
public final class SimulationSvg {
  private static final double WIDTH = 1200;
  private static final double LEFT = 48;
  private static final double RIGHT = 24;
  private static final double CAPACITY = 170;
  private static final double MARKS = 20;
  private static final double METRIC = 64;
  private static final double GAP = 16;
  private static final int COLUMNS = 1128;
  private static final int CHARACTERS = 175;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);

  private final Comparison comparison;
  private final Svg svg = new Svg();
  private double y;

  private SimulationSvg(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The picture as a file of its own. */
  public static String file(Comparison comparison) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + inline(comparison) + "\n";
  }

  /** The picture as an element of a page. */
  public static String inline(Comparison comparison) {
    return new SimulationSvg(comparison).draw();
  }

  private String draw() {
    y = 34;
    head();
    table();
    int number = 1;
    for (var policy : comparison.policies()) {
      panel(number, policy);
      number++;
    }
    Legend.draw(svg, LEFT, y + 4);
    y += 26;
    foot();
    return """
    <svg xmlns="http://www.w3.org/2000/svg" class="sim" viewBox="0 0 %s %s" width="%s" height="%s" role="img" aria-labelledby="sim-title sim-desc">
    <title id="sim-title">%s</title>
    <desc id="sim-desc">%s</desc>
    <style>%s</style>
    <rect class="back" width="100%%" height="100%%"/>
    %s</svg>\
    """
        .formatted(
            Svg.number(WIDTH),
            Svg.number(y),
            Svg.number(WIDTH),
            Svg.number(y),
            Svg.escaped(title()),
            Svg.escaped(description()),
            Style.CSS,
            svg);
  }

  private String title() {
    return "Tagscaler simulation: " + comparison.trace().name();
  }

  /** What the picture shows, for those who do not see it. */
  private String description() {
    var table = new SummaryTable(comparison);
    var text = new StringBuilder("Capacity and tracked metrics over time. ");
    for (var row : table.rows()) {
      text.append("Policy ").append(row.getFirst());
      for (int column = 1; column < row.size(); column++) {
        if (!row.get(column).isEmpty()) {
          text.append(", ").append(table.columns().get(column)).append(' ').append(row.get(column));
        }
      }
      text.append(". ");
    }
    comparison.notSimulated().forEach(words -> text.append(words).append(". "));
    return text.toString().strip();
  }

  private void head() {
    var trace = comparison.trace();
    svg.label("title", LEFT, y, trace.name());
    svg.label(
        "faint end",
        WIDTH - RIGHT,
        y,
        "%s to %s (%s), at most %s requests/s"
            .formatted(
                DAY.format(trace.start().atZone(comparison.zone())),
                DAY.format(trace.end().atZone(comparison.zone())),
                comparison.zone().getId(),
                AssumptionWords.rate(trace.peak())));
    y += 28;
  }

  private void table() {
    var table = new SummaryTable(comparison);
    var columns = table.columns();
    double room = 720.0 / (columns.size() - 1);
    cells("small", columns, room);
    for (var row : table.rows()) {
      y += 19;
      cells("", row, room);
    }
    y += 17;
    svg.label("small", LEFT, y, table.note());
    y += 30;
    svg.newLine();
  }

  private void cells(String style, List<String> cells, double room) {
    svg.label(style, LEFT, y, shortened(cells.getFirst()));
    for (int i = 1; i < cells.size(); i++) {
      double x = WIDTH - RIGHT - room * (cells.size() - 1 - i);
      svg.label(style.isEmpty() ? "end" : style + " end", x, y, cells.get(i));
    }
  }

  private static String shortened(String title) {
    return title.length() <= 64 ? title : title.substring(0, 63) + "…";
  }

  private void panel(int number, Compared policy) {
    var trace = comparison.trace();
    double width = WIDTH - LEFT - RIGHT;
    var columns = Column.of(policy, COLUMNS);
    svg.label("name", LEFT, y, number + "  " + policy.policy().title());
    policy.notSimulated().ifPresent(this::note);
    y += 10;
    var frame =
        new Frame(
            LEFT, y, width, CAPACITY, trace.start(), trace.length(), CapacityPlot.top(columns));
    var capacity = new CapacityPlot(frame, columns, comparison.zone());
    capacity.draw(svg);
    y += CAPACITY;
    new DecisionMarks(frame, MergedDecisions.of(policy), comparison.zone())
        .draw(svg, y + MARKS / 2 + 1);
    y += MARKS;
    for (int i = 0; i < policy.policy().tracks().size(); i++) {
      var rule = policy.policy().tracks().get(i);
      new MetricPlot(
              new Frame(
                  LEFT,
                  y,
                  width,
                  METRIC,
                  trace.start(),
                  trace.length(),
                  MetricPlot.top(columns, i, rule)),
              columns,
              i,
              rule)
          .draw(svg);
      y += METRIC + 6;
    }
    capacity.timeLabels(svg, y + 7);
    y += 20 + GAP;
  }

  /** A line below the name of a policy. */
  private void note(String words) {
    y += 16;
    svg.label("small", LEFT, y, words);
  }

  private void foot() {
    Stream.of(comparison.words().sentences(), comparison.words().limits())
        .flatMap(sentences -> Columns.wrap(String.join(" ", sentences), CHARACTERS).stream())
        .forEach(line -> {
          svg.label("small", LEFT, y, line);
          y += 16;
        });
    y += 6;
  }
}
