package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.simulate.chart.SimulationText;
import io.github.tagscaler.command.simulate.picture.SimulationPage;
import io.github.tagscaler.command.simulate.picture.SimulationSvg;
import io.github.tagscaler.command.simulate.result.Comparison;
import io.github.tagscaler.command.simulate.trace.Trace;
import io.github.tagscaler.command.simulate.trace.TraceWriter;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is written, and where to. */
final class OutputOptions {
  @Option(names = "--svg", paramLabel = "FILE", description = "draw the picture to this SVG file")
  private @Nullable String svg;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "write a page with the picture and every decision to this file")
  private @Nullable String html;

  @Option(names = "--decisions", description = "print every decision, not only the first ones")
  private boolean decisions;

  @Option(
      names = "--series",
      description = "with --format json, add capacity and metrics over time, minute by minute")
  private boolean series;

  /** Fails if something was asked for that the format does not have. */
  void check(Session session) {
    if (series && !session.json()) {
      throw new UsageException("--series requires --format json.");
    }
  }

  /** Writes everything that was asked for. */
  void write(Setup setup, Optional<Comparison> comparison, Session session, Path directory) {
    comparison.ifPresent(each -> draw(each, session, directory));
    if (session.json()) {
      session.terminal().line(SimulationJson.of(setup, comparison, series).write());
      return;
    }
    setup.policies().forEach(input -> warn(session, input));
    comparison.ifPresent(each -> new SimulationText(each, session.terminal(), decisions).print());
  }

  private void draw(Comparison comparison, Session session, Path directory) {
    if (svg != null) {
      write(svg, SimulationSvg.file(comparison), session, directory);
    }
    if (html != null) {
      write(html, SimulationPage.file(comparison), session, directory);
    }
  }

  private static void write(String file, String text, Session session, Path directory) {
    OutputFile.write(directory.resolve(file), text);
    session.terminal().note("Wrote " + file + ".");
  }

  private static void warn(Session session, PolicyInput input) {
    var terminal = session.terminal();
    if (input instanceof PolicyInput.Unusable(var title, var why, _)) {
      terminal.line(terminal.paint(Color.RED, "cannot be simulated:") + " " + title);
      why.stream()
          .flatMap(each -> Columns.wrap(each, terminal.width() - 3).stream())
          .forEach(each -> terminal.line("   " + each));
      terminal.line();
    }
    input
        .warnings()
        .forEach(each ->
            terminal.note(
                terminal.paint(Color.YELLOW, "warning:")
                    + " %s: %s: %s".formatted(input.title(), each.code().wire(), each.message())));
  }

  /** Writes a trace to a file, or to standard output. */
  static void save(Trace trace, String to, Session session, Path directory) {
    if (to.equals("-")) {
      session.terminal().out().print(TraceWriter.csv(trace));
      return;
    }
    OutputFile.write(directory.resolve(to), TraceWriter.csv(trace));
    session.terminal().note("Wrote %s (%d rows).".formatted(to, trace.requests().size()));
  }
}
