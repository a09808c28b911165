package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeTemplate;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.ReleaseReason;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ChangeEntries;
import io.github.tagscaler.scaling.CurrentScaling;
import io.github.tagscaler.scaling.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies plans and releases; in a dry run it only reports them. */
public final class PlanExecutor {
  private final ScalingRegistry registry;
  private final boolean planOnly;

  PlanExecutor(ScalingRegistry registry) {
    this(registry, false);
  }

  private PlanExecutor(ScalingRegistry registry, boolean planOnly) {
    this.registry = registry;
    this.planOnly = planOnly;
  }

  /** One that reports every plan and carries out none. */
  static PlanExecutor planOnly(ScalingRegistry registry) {
    return new PlanExecutor(registry, true);
  }

  /** Applies a plan. */
  Outcome apply(
      Plan plan,
      CurrentScaling current,
      ScalableDimension dimension,
      List<Problem> warnings,
      OutcomeTemplate template) {
    return switch (plan) {
      case Plan.Refused(var problems) ->
          template.outcome(dimension, new Ending.Rejected(problems), warnings);
      case Plan.Deferred(var problem) ->
          template.outcome(dimension, new Ending.Failed(problem, List.of()), warnings);
      case Plan.Changes(var changes, var more) -> {
        var ending =
            changes.isEmpty()
                ? new Ending.Unchanged(current.before())
                : planOnly || template.dryRun()
                    ? new Ending.Planned(
                        entries(changes), current.before(), current.after(changes), null)
                    : applyInOrder(
                        changes, done -> new Ending.Applied(done, current.after(changes)));
        yield template.outcome(
            dimension, ending, Stream.concat(warnings.stream(), more.stream()).toList());
      }
    };
  }

  /** Applies the changes of a release; empty if there are none. */
  Optional<Outcome> release(
      List<Change> changes,
      CurrentScaling current,
      @Nullable ScalableDimension dimension,
      ReleaseReason because,
      OptionalInt running,
      List<Problem> warnings,
      OutcomeTemplate template) {
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    var ending =
        planOnly || template.dryRun()
            ? new Ending.Planned(entries(changes), current.before(), null, because)
            : applyInOrder(changes, done -> new Ending.Released(done, because, running));
    return Optional.of(template.outcome(dimension, ending, warnings));
  }

  /**
   * The same outcome for a resource in that status. AWS refuses most changes while a resource is
   * not in service, with errors that it does not document: after an unknown error it most likely
   * accepts the change once the resource is in service.
   */
  static Outcome inStatus(ResourceStatus status, Outcome outcome) {
    return !status.inService()
            && outcome.failedWith(Code.SERVICE_ERROR)
            && outcome.ending() instanceof Ending.Failed(var problem, var changes)
        ? outcome.ended(
            new Ending.Failed(TargetProblems.refusedWhile(status, problem.message()), changes))
        : outcome;
  }

  private Ending applyInOrder(List<Change> changes, Function<List<ChangeEntry>, Ending> success) {
    var done = new ArrayList<ChangeEntry>();
    for (var change : changes) {
      try {
        registry.apply(change);
      } catch (CallFailedException failure) {
        return ending(failure, done);
      }
      done.addAll(ChangeEntries.of(change));
    }
    return success.apply(done);
  }

  private static List<ChangeEntry> entries(List<Change> changes) {
    return changes.stream().flatMap(change -> ChangeEntries.of(change).stream()).toList();
  }

  /** The ending after a failed call, with the changes that were made before. */
  public static Ending ending(CallFailedException failure, List<ChangeEntry> done) {
    var problem = Problem.of(failure.code(), Optional.ofNullable(failure.getMessage()).orElse(""));
    return switch (failure.code().concern()) {
      case TRANSIENT -> new Ending.Failed(problem, done);
      case OWNER, OPERATOR, WARNING -> new Ending.Rejected(List.of(problem), done);
    };
  }
}
