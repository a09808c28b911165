package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.fleet.PlannedTarget;
import io.github.tagscaler.command.target.ExistingTarget;
import io.github.tagscaler.command.terminal.Progress;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.SkipReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits until the function has applied, or rejected, what the tags of targets ask for. */
final class Waiting {
  private static final Duration STEP = Duration.ofSeconds(5);

  private final Explainer explainer;
  private final Context context;
  private final Terminal terminal;
  private final Map<String, String> said = new HashMap<>();

  Waiting(Session session, Explainer explainer, Context context) {
    this.explainer = explainer;
    this.context = context;
    this.terminal = session.terminal();
  }

  /**
   * Waits for all of them.
   *
   * @param nobody why nothing will be applied, however long it waits; empty if something may
   * @return whether nothing more is going to change; false after the time is over
   */
  boolean all(List<ExistingTarget> targets, Duration limit, Optional<String> nobody) {
    // --as-of may name another time, in which nothing passes.
    var end = context.clock().instant().plus(limit);
    while (true) {
      boolean done = true;
      for (var target : targets) {
        for (var planned : explainer.plan(target).targets()) {
          done &= said(planned);
        }
      }
      if (done) {
        return true;
      }
      if (nobody.isPresent()) {
        terminal.note(nobody.get());
        return false;
      }
      if (!context.clock().instant().isBefore(end)) {
        terminal.note("Gave up after " + Ago.length(limit) + ".");
        return false;
      }
      var waited = Ago.length(limit.minus(Duration.between(context.clock().instant(), end)));
      try (var _ = Progress.start(terminal, "Waiting for " + waited)) {
        context.pause().sleep(STEP);
      }
    }
  }

  /** Says what is new about a target; whether nothing more is going to change. */
  private boolean said(PlannedTarget planned) {
    var state =
        explainer.isDryRun(planned) && planned.outcome().ending() instanceof Ending.Planned
            ? new Settled(true, "a dry run, so nothing is applied")
            : Settled.of(planned);
    var sentence = planned.id() + ": " + state.words();
    if (!sentence.equals(said.put(planned.id(), sentence))) {
      terminal.note(sentence);
    }
    return state.settled();
  }

  /**
   * Whether the function has done what it would do.
   *
   * @param words what is waited for, or what it is now
   */
  record Settled(boolean settled, String words) {
    static Settled of(PlannedTarget planned) {
      return switch (planned.outcome().ending()) {
        case Ending.Unchanged _ -> new Settled(true, "applied");
        case Ending.Rejected(var problems, _) ->
            new Settled(true, "rejected: " + problems.getFirst().message());
        case Ending.Planned(var changes, _, _, var because)
            when because == null && Differences.of(changes).isEmpty() ->
            new Settled(true, "applied");
        case Ending.Planned(_, _, _, var because) ->
            because == null
                ? new Settled(false, "waiting until the function applies its tags")
                : new Settled(false, "waiting until it is deregistered");
        case Ending.Skipped(var reason, var predicate) ->
            new Settled(
                reason != SkipReason.NOT_READY,
                (reason == SkipReason.NOT_READY ? "waiting: it " : "it ") + predicate);
        case Ending.Failed(var problem, _) ->
            new Settled(
                problem.code() != Code.NOT_READY && problem.code() != Code.THROTTLED,
                problem.message());
        case Ending.Applied _, Ending.Released _ ->
            throw new IllegalStateException("The command changes nothing.");
      };
    }
  }
}
