package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.fleet.RegisteredBy;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.ReleaseReason;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.resource.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a target, in a sentence.
 *
 * @param sentence one or more sentences
 */
public record TargetVerdict(Level level, String sentence) {

  /** How much it matters. */
  public enum Level {
    /** It is as its tags ask. */
    RIGHT(ExitCode.OK),
    /** Nothing asks for its scaling, or a tag holds it. */
    LEFT_ALONE(ExitCode.OK),
    /** Something is about to change. */
    WAITING(ExitCode.OK),
    /** Somebody may want to act. */
    ATTENTION(ExitCode.OK),
    /** Somebody has to act. */
    WRONG(ExitCode.PROBLEMS),
    /** It could not be read. */
    UNREAD(ExitCode.COULD_NOT_LOOK);

    private final int exit;

    Level(int exit) {
      this.exit = exit;
    }

    /** The exit code of a command that finds this. */
    public int exit() {
      return exit;
    }
  }

  /** The verdict on what is known. */
  static TargetVerdict of(Explanation of) {
    return switch (of.outcome().ending()) {
      case Ending.Unchanged _ -> unchanged(of);
      case Ending.Planned(var changes, _, _, var because) ->
          because == null && Differences.of(changes).isEmpty()
              ? unchanged(of)
              : planned(of, because);
      case Ending.Skipped _ when of.outcome().warnsOf(Code.MISTYPED_PREFIX) ->
          new TargetVerdict(
              Level.WRONG,
              "Not scaled: the prefix of its tags is misspelled, so they are not read.");
      case Ending.Skipped(var reason, var predicate) ->
          new TargetVerdict(
              level(reason),
              reason == SkipReason.NOT_TAGGED
                  ? "Not tagged: nothing asks Tagscaler to scale it."
                  : subject(of) + " " + predicate);
      case Ending.Rejected _ -> rejected(of);
      case Ending.Failed(var problem, _) -> failed(problem);
      case Ending.Applied _, Ending.Released _ ->
          throw new IllegalStateException("The command changes nothing.");
    };
  }

  private static Level level(SkipReason reason) {
    return switch (reason) {
      case NOT_READY -> Level.WAITING;
      case RESOURCE_FAILED, SWEEP_LIMIT_EXCEEDED -> Level.ATTENTION;
      case NOT_TAGGED,
          OFF,
          IGNORED,
          NOT_FOUND,
          ADAPTER_COMPONENT,
          HOSTS_COMPONENTS,
          SHADOW_VARIANT,
          NO_PROVISIONED_CONCURRENCY,
          BURSTABLE_INSTANCE ->
          Level.LEFT_ALONE;
    };
  }

  private static TargetVerdict unchanged(Explanation of) {
    if (of.outcome().warnsOf(Code.PAUSED)) {
      return new TargetVerdict(
          Level.LEFT_ALONE,
          of.observed().isPresent() ? "Scaling is paused." : "Paused, and nothing is registered.");
    }
    if (of.outcome().warnsOf(Code.SUSPENDED_BY_HAND)) {
      return new TargetVerdict(Level.ATTENTION, "Scaling was suspended outside Tagscaler.");
    }
    if (of.outcome().warnsOf(Code.DRIFT)) {
      return new TargetVerdict(Level.ATTENTION, "Changed outside Tagscaler.");
    }
    return new TargetVerdict(Level.RIGHT, "Scaled as its tags ask.");
  }

  private static TargetVerdict planned(Explanation of, @Nullable ReleaseReason because) {
    if (because != null) {
      return new TargetVerdict(
          Level.ATTENTION, "About to be deregistered because " + because.clause() + ".");
    }
    var state =
        of.observed().isEmpty()
            ? "Not registered yet"
            : of.planned()
                    .registeredBy()
                    .filter(RegisteredBy.ThisStack.class::isInstance)
                    .isPresent()
                ? "Registered, but not as its tags ask"
                : "About to be taken over";
    return of.dryRun()
        ? new TargetVerdict(Level.ATTENTION, state + ", and it stays so: this is a dry run.")
        : new TargetVerdict(Level.WAITING, state + ".");
  }

  private static TargetVerdict rejected(Explanation of) {
    var problems = of.problems();
    if (problems.isEmpty()) {
      return new TargetVerdict(
          Level.UNREAD, "What the function would do is not known, because you lack a permission.");
    }
    if (problems.stream().anyMatch(problem -> problem.code() == Code.NOT_OWNED)) {
      var by = of.planned().registeredBy().map(RegisteredBy::words).orElse("another tool");
      return new TargetVerdict(
          Level.WRONG, "Registered by " + by + ", so Tagscaler changes nothing.");
    }
    return new TargetVerdict(
        Level.WRONG,
        (problems.size() == 1
                ? "Its tags cannot be applied."
                : "Its tags cannot be applied: " + problems.size() + " problems.")
            + (of.observed().isPresent() ? " It is scaled as before." : ""));
  }

  private static TargetVerdict failed(Problem problem) {
    if (problem.code() == Code.NOT_READY) {
      return new TargetVerdict(Level.WAITING, "Not decided yet.");
    }
    return new TargetVerdict(
        Level.UNREAD,
        Unread.isDenial(problem)
            ? "What the function would do is not known, because you lack a permission."
            : "What the function would do is not known.");
  }

  private static String subject(Explanation of) {
    return of.id() instanceof ResourceId.InferenceComponent ? "The component" : "The variant";
  }
}
