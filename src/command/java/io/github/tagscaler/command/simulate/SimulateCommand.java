package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.cli.CommonOptions;
import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.cli.TagSet;
import io.github.tagscaler.command.cli.TagSets;
import io.github.tagscaler.command.cli.TargetOptions;
import io.github.tagscaler.command.cost.PriceList;
import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.simulate.model.SimulatedPolicy;
import io.github.tagscaler.command.simulate.result.Comparison;
import io.github.tagscaler.command.simulate.trace.Trace;
import io.github.tagscaler.policy.catalog.CatalogReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "See how policies would follow your traffic: capacity, overload, cost, every decision.",
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
      description =
          "without TARGET, the instance type, for CPU and GPU targets, guardrails and prices (default: ml.m5.xlarge)")
  private List<String> instanceTypes = new ArrayList<>();

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--price",
      paramLabel = "[TYPE=]PRICE",
      description = "the price of an hour of an instance (or copy, or unit)")
  private List<String> prices = new ArrayList<>();

  @Mixin private OutputOptions output = new OutputOptions();

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
    boolean named =
        !words.isEmpty() && !words.getFirst().contains("=") && !words.getFirst().equals("vs");
    // What a target's name is not has to be a tag.
    var sets = TagSets.read(named ? words.subList(1, words.size()) : words);
    var session = named ? new Session(context, common) : Session.offline(context, common);
    output.check(session);
    var trace = traces.read(context.directory());
    if (named) {
      return ofTarget(words.getFirst(), trace, sets, session);
    }
    return ofTrace(
        trace.orElseThrow(() ->
            new UsageException(
                "Name a trace: --trace daily-wave, --trace FILE, or a target whose traffic to read.")),
        sets,
        session);
  }

  private int ofTrace(Trace trace, List<TagSet> sets, Session session) {
    if (sets.isEmpty() && traces.saveTo() == null) {
      throw new UsageException("Name the tags to try, such as policy=llm max=8.");
    }
    save(trace, session);
    if (sets.isEmpty()) {
      return ExitCode.OK;
    }
    var target = TargetOptions.sample(kind, instanceTypes);
    var inputs = inputs(session);
    return answer(
        session,
        new Setup(
            trace,
            target.kind(),
            target.instanceTypes(),
            sets.stream().map(set -> inputs.read(set, target)).toList()));
  }

  private int ofTarget(String name, Optional<Trace> named, List<TagSet> sets, Session session) {
    int days = traces.days();
    var target = TargetSetup.find(name, session, inputs(session));
    var trace =
        named.orElseGet(() -> traces.scaled(TargetTraffic.read(target.resource(), days, session)));
    save(trace, session);
    return answer(
        session,
        new Setup(
            trace,
            target.resource().kind(),
            target.instanceTypes(),
            target.policies(sets, session)));
  }

  private static PolicyInputs inputs(Session session) {
    return new PolicyInputs(
        session.policies(),
        CatalogReader.read(session.catalog().read()),
        session.clock().instant());
  }

  private int answer(Session session, Setup setup) {
    var usable =
        setup.policies().stream()
            .flatMap(input ->
                input instanceof PolicyInput.Usable(var policy, _)
                    ? Stream.of(policy)
                    : Stream.<SimulatedPolicy>empty())
            .toList();
    var comparison =
        usable.isEmpty()
            ? Optional.<Comparison>empty()
            : Optional.of(compared(session, setup, usable));
    output.write(setup, comparison, session, context.directory());
    return usable.size() == setup.policies().size() ? ExitCode.OK : ExitCode.PROBLEMS;
  }

  private Comparison compared(Session session, Setup setup, List<SimulatedPolicy> policies) {
    var assumed = model.assumptions(policies.getFirst());
    return Comparison.of(
        setup.trace(),
        assumed,
        model.words(setup.kind(), assumed, policies.getFirst()),
        session.settings().timeZone(),
        PriceList.read(prices).of(setup.instanceTypes()),
        model.baseline(),
        policies);
  }

  private void save(Trace trace, Session session) {
    if (traces.saveTo() != null) {
      OutputOptions.save(trace, traces.saveTo(), session, context.directory());
    }
  }
}
