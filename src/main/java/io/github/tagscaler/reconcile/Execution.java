package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
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

/** Carries out plans and releases, or only tells them in a dry run. */
public final class Execution {
  private final ScalingRegistry registry;

  Execution(ScalingRegistry registry) {
    this.registry = registry;
  }

  /** Does what a plan says. */
  List<Ended> follow(
      Plan plan,
      CurrentScaling current,
      ScalableDimension dimension,
      List<Problem> warnings,
      boolean dryRun) {
    return switch (plan) {
      case Plan.Refused(var problems) ->
          Ended.only(dimension, new Ending.Rejected(problems), warnings, dryRun);
      case Plan.Deferred(var problem) ->
          Ended.only(dimension, new Ending.Failed(problem, List.of()), warnings, dryRun);
      case Plan.Changes(var changes, var more) -> {
        var ending =
            changes.isEmpty()
                ? new Ending.Unchanged(current.before())
                : dryRun
                    ? new Ending.Planned(
                        entries(changes), current.before(), current.after(changes), null)
                    : apply(changes, done -> new Ending.Applied(done, current.after(changes)));
        yield Ended.only(
            dimension, ending, Stream.concat(warnings.stream(), more.stream()).toList(), dryRun);
      }
    };
  }

  /** Takes away what a plan says; nothing is told where there is nothing to take away. */
  Optional<Ended> release(
      List<Change> changes,
      CurrentScaling current,
      @Nullable ScalableDimension dimension,
      String because,
      OptionalInt running,
      List<Problem> warnings,
      boolean dryRun) {
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    var ending =
        dryRun
            ? new Ending.Planned(entries(changes), current.before(), null, because)
            : apply(changes, done -> new Ending.Released(done, because, running));
    return Optional.of(new Ended(dimension, ending, warnings, dryRun));
  }

  private Ending apply(List<Change> changes, Function<List<ChangeEntry>, Ending> success) {
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

  /** How a target ends for which a call failed after that much was done. */
  public static Ending ending(CallFailedException failure, List<ChangeEntry> done) {
    var problem = Problem.of(failure.code(), Optional.ofNullable(failure.getMessage()).orElse(""));
    return switch (failure.code().concern()) {
      case TRANSIENT -> new Ending.Failed(problem, done);
      case OWNER, OPERATOR, WARNING -> new Ending.Rejected(List.of(problem), done);
    };
  }
}
