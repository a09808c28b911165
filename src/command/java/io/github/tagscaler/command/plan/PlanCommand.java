package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.cli.CommonOptions;
import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.cli.TagSets;
import io.github.tagscaler.command.cli.TargetSelection;
import io.github.tagscaler.command.cost.PriceList;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.fleet.DryRuns;
import io.github.tagscaler.command.fleet.FleetPlan;
import io.github.tagscaler.command.fleet.FleetPlanner;
import io.github.tagscaler.command.fleet.TagOverride;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.PolicyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tagscaler plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what Tagscaler would change now, and what is wrong, for one target or the whole account.",
      "It decides by the same code as the function's sweep and changes nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is wrong",
      "1:something is rejected, registered by others, or tagged with a misspelled prefix",
      "2:with --exit-code: something is going to change, and nothing is wrong",
      "3:AWS or the catalog could not be read, or not all of it",
      "64:the command line is wrong, or names what does not exist"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tagscaler plan chat",
      "  tagscaler plan chat --tags policy=llm,max=6",
      "  tagscaler plan --all --catalog ./catalog --set DefaultPolicy=llm",
      "  tagscaler plan --all --exit-code --format json"
    })
public final class PlanCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Mixin private TargetSelection selection = new TargetSelection();

  @Option(
      names = "--tags",
      paramLabel = "KEY=VALUE,...",
      description =
          "plan as if these tags were added to each TARGET, without the prefix; a key without a value removes the tag")
  private @Nullable String tags;

  @Option(
      names = "--price",
      paramLabel = "[TYPE=]PRICE",
      description =
          "what an instance-hour costs: 1.41, or ml.g5.xlarge=1.41 for one type; repeat it")
  private List<String> prices = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "VERDICT",
      split = ",",
      description =
          "with --all, list only these, all of them: rejected, others, mistyped, held, unread, register, change, release, drifted, suspended, right, waiting, paused, off, not-scalable, untagged")
  private List<String> only = new ArrayList<>();

  @Option(names = "--verbose", description = "with --all, list every target with all its changes")
  private boolean verbose;

  @Option(
      names = "--exit-code",
      description =
          "exit with 2 if something is going to change; what is in dry run does not count")
  private boolean exitCode;

  /** The verb in that context. */
  public PlanCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    check();
    var priceList = PriceList.read(prices);
    var verdicts = verdicts();
    var session = new Session(context, options);
    var began = context.clock().instant();
    var planner = FleetPlanner.of(session);
    var fleet = selection.all() ? planner.all() : FleetPlan.together(each(session, planner));
    var dryRuns = new DryRuns(session.policies(), session.settings().dryRun());
    var answer = PlanAnswer.of(session.connection().region(), fleet, priceList, dryRuns);
    if (session.json()) {
      session.terminal().line(PlanJson.of(answer).write());
    } else if (selection.all()) {
      new SummaryText(session.terminal()).print(answer);
      new FleetText(session.terminal(), verbose || !only.isEmpty(), verdicts).print(answer);
      if (verbose) {
        details(session, answer, verdicts);
      }
      session.terminal().note(read(fleet, session, began));
    } else {
      if (tags != null) {
        session.terminal().line("As if it were tagged " + tags);
        session.terminal().line();
      }
      new TargetText(session.terminal(), fleet.asOf()).print(answer.lines());
    }
    return answer.exitCode(exitCode);
  }

  private void details(Session session, PlanAnswer answer, Set<PlanVerdict> verdicts) {
    session.terminal().line();
    new TargetText(session.terminal(), answer.fleet().asOf())
        .print(
            answer.lines().stream()
                .filter(line -> line.verdict().isChange() && verdicts.contains(line.verdict()))
                .toList());
  }

  private String read(FleetPlan fleet, Session session, Instant began) {
    var took = Duration.between(began, context.clock().instant());
    return String.format(
        Locale.ROOT,
        "%s, %s read in %.1f s (%s)",
        Amounts.count(fleet.endpoints(), "endpoint"),
        Amounts.count(fleet.components(), "inference component"),
        took.toMillis() / 1000.0,
        Amounts.count(session.connection().calls(), "call"));
  }

  private List<FleetPlan> each(Session session, FleetPlanner planner) {
    return selection.named().stream()
        .map(text -> {
          var target = session.target(text);
          return planner.one(target, override(target.arn(), session.policies()));
        })
        .toList();
  }

  private TagOverride override(String arn, PolicyReader reader) {
    if (tags == null) {
      return TagOverride.NONE;
    }
    var sets = TagSets.read(List.of(tags));
    if (sets.size() != 1) {
      throw new UsageException(
          "--tags \"%s\" names a key twice. Write each key once, such as policy=llm,max=6."
              .formatted(tags));
    }
    return new TagOverride(arn, reader.prefixed(sets.getFirst().tags()));
  }

  private void check() {
    selection.check("plan");
    if (selection.all() && tags != null) {
      throw new UsageException("--tags needs a target: tags are tried on what you name.");
    }
    if (!selection.all() && (verbose || !only.isEmpty())) {
      throw new UsageException("--only and --verbose require --all.");
    }
  }

  private Set<PlanVerdict> verdicts() {
    if (only.isEmpty()) {
      return verbose ? EnumSet.allOf(PlanVerdict.class) : FleetText.USUAL;
    }
    var chosen = EnumSet.noneOf(PlanVerdict.class);
    for (var word : only) {
      chosen.add(
          Stream.of(PlanVerdict.values())
              .filter(verdict -> verdict.wire().equalsIgnoreCase(word.strip()))
              .findFirst()
              .orElseThrow(() -> unknown(word)));
    }
    return chosen;
  }

  private static UsageException unknown(String word) {
    var known = Stream.of(PlanVerdict.values()).map(PlanVerdict::wire).toList();
    return new UsageException(
        "--only is \"%s\", but it must be one of %s.%s"
            .formatted(
                word,
                String.join(", ", known),
                Suggestions.closest(word, known)
                    .map(" Did you mean \"%s\"?"::formatted)
                    .orElse("")));
  }
}
