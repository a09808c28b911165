package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.cli.CommonOptions;
import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.SampleTarget;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.cli.TagSets;
import io.github.tagscaler.command.cost.PriceList;
import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.simulate.chart.SimulationText;
import io.github.tagscaler.command.simulate.model.SimulatedPolicy;
import io.github.tagscaler.command.simulate.picture.SimulationPage;
import io.github.tagscaler.command.simulate.picture.SimulationSvg;
import io.github.tagscaler.command.simulate.result.Comparison;
import io.github.tagscaler.command.simulate.trace.Trace;
import io.github.tagscaler.command.simulate.trace.TraceWriter;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "See how policies would follow your traffic: capacity, overload, cost, every decision.",
    footer = {
      "",
      "Examples:",
      "  tagscaler simulate --trace daily-wave policy=llm max=8",
      "  tagscaler simulate --trace traffic.csv --price 1.41 'policy=llm max=8' 'policy=llm max=8 min=2'",
      "  tagscaler simulate chat --days 14 target=8 max=6 --svg chat.svg",
      "  tagscaler simulate --trace launch-spike --save-trace launch.csv"
    })
public final class SimulateCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private CommonOptions common = new CommonOptions();

  @Mixin private TraceOptions traces = new TraceOptions();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "real-time",
      description = "real-time, async, serverless or component (default: real-time)")
  private String kind = "real-time";

  @Option(
      names = "--instance-type",
      paramLabel = "TYPE",
      description = "the instance type, for CPU and GPU targets, guardrails and prices")
  private List<String> instanceTypes = new ArrayList<>();

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--price",
      paramLabel = "[TYPE=]PRICE",
      description = "the price of an hour of an instance (or copy, or unit)")
  private List<String> prices = new ArrayList<>();

  @Option(names = "--svg", paramLabel = "FILE", description = "draw the picture to this SVG file")
  private @Nullable String svg;

  @Option(names = "--html", paramLabel = "FILE", description = "write a page with the picture and every decision")
  private @Nullable String html;

  @Option(names = "--decisions", description = "print every decision, not only the first ones")
  private boolean decisions;

  @Parameters(
      paramLabel = "[TARGET] TAG...",
      arity = "0..*",
      description = {
        "A target whose traffic is read from CloudWatch (then --trace is left out), and the tags to try:",
        "KEY=VALUE, several sets side by side with vs between them, or each in quotes."
      })
  private List<String> words = new ArrayList<>();

  /** The verb. */
  public SimulateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var session = Session.offline(context, common);
    if (!traces.named()) {
      throw new UsageException(
          "Name a trace: --trace daily-wave, --trace FILE, or a target whose traffic to read.");
    }
    var trace = traces.scaled(traces.read(context.directory()));
    save(trace, session);
    var sets = TagSets.read(words);
    if (sets.isEmpty() && traces.saveTo() != null) {
      return ExitCode.OK;
    }
    if (sets.isEmpty()) {
      throw new UsageException("Name the tags to try, such as policy=llm max=8.");
    }
    var target = new SampleTarget(kind(), instanceTypes, 200);
    var inputs =
        new PolicyInputs(
            session.policies(),
            CatalogReader.read(session.catalog().read()),
            session.clock().instant());
    return answer(session, trace, target.kind(), sets.stream().map(set -> inputs.read(set, target)).toList());
  }

  private int answer(Session session, Trace trace, Kind ofKind, List<PolicyInput> inputs) {
    inputs.forEach(input -> warn(session, input));
    var usable =
        inputs.stream()
            .flatMap(input ->
                input instanceof PolicyInput.Usable(var policy, _)
                    ? Stream.of(policy)
                    : Stream.<SimulatedPolicy>empty())
            .toList();
    if (!usable.isEmpty()) {
      var first = usable.getFirst();
      var assumed = model.assumptions(first);
      var comparison =
          Comparison.of(
              trace,
              assumed,
              model.words(ofKind, assumed, first),
              session.settings().timeZone(),
              PriceList.read(prices).of(instanceTypes),
              model.baseline(),
              usable);
      draw(comparison, session);
      new SimulationText(comparison, session.terminal(), decisions).print();
    }
    return usable.size() == inputs.size() ? ExitCode.OK : ExitCode.PROBLEMS;
  }

  private void draw(Comparison comparison, Session session) {
    if (svg != null) {
      OutputFile.write(context.directory().resolve(svg), SimulationSvg.file(comparison));
      session.terminal().note("Wrote " + svg + ".");
    }
    if (html != null) {
      OutputFile.write(context.directory().resolve(html), SimulationPage.file(comparison));
      session.terminal().note("Wrote " + html + ".");
    }
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
    input.warnings().forEach(each ->
        terminal.note(
            terminal.paint(Color.YELLOW, "warning:")
                + " %s: %s: %s".formatted(input.title(), each.code().wire(), each.message())));
  }

  private void save(Trace trace, Session session) {
    @Nullable String to = traces.saveTo();
    if (to == null) {
      return;
    }
    if (to.equals("-")) {
      session.terminal().out().print(TraceWriter.csv(trace));
      return;
    }
    OutputFile.write(context.directory().resolve(to), TraceWriter.csv(trace));
    session.terminal().note("Wrote %s (%d rows).".formatted(to, trace.requests().size()));
  }

  private Kind kind() {
    return Stream.of(Kind.values())
        .filter(each -> each.wire().equals(kind))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "--kind is \"%s\", but it must be real-time, async, serverless or component."
                    .formatted(kind)));
  }
}
