package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.cli.CommonOptions;
import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.target.ExistingTarget;
import io.github.tagscaler.command.terminal.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagscaler explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Why a target is scaled as it is, or is not: each value with where it comes from, what is"
          + " registered, the last 24 hours, and what to do.",
      "It works with read-only permissions, and says which one is missing."
    },
    footer = {
      "",
      "Examples:",
      "  tagscaler explain chat",
      "  tagscaler explain endpoint/chat/variant/blue inference-component/llama",
      "  tagscaler explain chat --wait --timeout 10m"
    })
public final class ExplainCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description =
          "endpoint/NAME, endpoint/NAME/variant/VARIANT, inference-component/NAME, an ARN, or just the name")
  private List<String> targets = List.of();

  @Option(
      names = "--wait",
      description = "wait until what the tags ask for is applied, or rejected")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description =
          "how long to wait, such as 90s or 10m (default: 30m, and not at all if the stack does not exist)")
  private @Nullable String timeout;

  private final Context context;

  /** The verb in these surroundings. */
  public ExplainCommand(Context context) {
    this.context = context;
    this.options = new CommonOptions();
  }

  @Override
  public Integer call() {
    var limit = Timeout.read(Objects.requireNonNullElse(timeout, "30m"));
    if (wait && options.isAsOf()) {
      throw new UsageException(
          "--wait cannot be combined with --as-of: no time passes at a named time.");
    }
    var session = new Session(context, options);
    var explainer = new Explainer(session);
    var existing = targets.stream().distinct().map(session::target).toList();
    boolean applied =
        !wait || new Waiting(session, explainer, context).all(existing, limit, nobody(session));
    var explanations = explain(session, explainer, existing);
    if (session.json()) {
      session
          .terminal()
          .line(
              ExplainJson.of(explanations, session.settingsOrigin(), session.clock().instant())
                  .write());
    } else {
      print(session, explanations);
    }
    return applied ? exit(explanations) : Math.max(exit(explanations), ExitCode.COULD_NOT_LOOK);
  }

  /** Without a stack nobody applies tags. Who names a time may be deploying one just now. */
  private Optional<String> nobody(Session session) {
    return timeout == null ? session.settingsOrigin().stack().nobodyApplies() : Optional.empty();
  }

  private static List<Explanation> explain(
      Session session, Explainer explainer, List<ExistingTarget> existing) {
    var explanations = new ArrayList<Explanation>();
    try (var progress = Progress.start(session.terminal(), "Reading")) {
      for (var target : existing) {
        progress.now("Reading " + target.wire());
        explanations.addAll(explainer.explain(target));
      }
    }
    return explanations;
  }

  private static void print(Session session, List<Explanation> explanations) {
    var text = new ExplainText(session.terminal());
    for (int i = 0; i < explanations.size(); i++) {
      if (i > 0) {
        session.terminal().line();
      }
      text.print(explanations.get(i));
    }
  }

  /** Something to fix comes before something that could not be read. */
  private static int exit(List<Explanation> explanations) {
    var exits = explanations.stream().map(each -> TargetVerdict.of(each).level().exit()).toList();
    return exits.contains(ExitCode.PROBLEMS)
        ? ExitCode.PROBLEMS
        : exits.contains(ExitCode.COULD_NOT_LOOK) ? ExitCode.COULD_NOT_LOOK : ExitCode.OK;
  }
}
