package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.scaling.Change.CreateTarget;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.DeregisterTarget;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.UntagTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Desired minus observed. The same input always gives the same plan. */
public final class Planner {
  private final Ownership ownership;

  /** Plans for the stack that this ownership names. */
  public Planner(Ownership ownership) {
    this.ownership = ownership;
  }

  /**
   * What brings a target from what is observed to what is desired.
   *
   * @param observed what is registered now; empty if nothing is
   * @param repair whether to undo what somebody else changed, too
   */
  public Plan plan(DesiredState desired, Optional<ObservedTarget> observed, boolean repair) {
    return observed
        .map(target -> planFor(desired, target, repair))
        .orElseGet(() -> create(desired));
  }

  private Plan planFor(DesiredState desired, ObservedTarget observed, boolean repair) {
    return switch (ownership.ownerOf(observed)) {
      case Ownership.Owner.Us() ->
          foreignTwin(desired, observed)
              .<Plan>map(problem -> new Plan.Refused(List.of(problem)))
              .orElseGet(() -> new Update(desired, observed, repair).plan());
      case Ownership.Owner.OtherStack(var stack) ->
          notOwned(observed, "the Tagscaler stack " + Quote.of(stack), "Release it there first.");
      case Ownership.Owner.Somebody() ->
          notOwned(
              observed,
              "somebody else",
              "Deregister it to let Tagscaler register it, or set policy = ignore.");
    };
  }

  private static Plan notOwned(ObservedTarget observed, String owner, String remedy) {
    return new Plan.Refused(
        List.of(
            Problem.of(
                Code.NOT_OWNED,
                null,
                null,
                "%s is registered with Application Auto Scaling by %s (%s). Nothing was touched. %s"
                    .formatted(observed.key().id().wire(), owner, observed.bounds(), remedy))));
  }

  /** A policy of somebody else's that tracks what we would track: AWS takes one for each metric. */
  private static Optional<Problem> foreignTwin(DesiredState desired, ObservedTarget observed) {
    return observed.policies().stream()
        .filter(policy -> !ManagedNames.ours(policy.name()))
        .filter(policy -> desired.policies().stream().anyMatch(ours -> Update.twins(ours, policy)))
        .findFirst()
        .map(policy ->
            Problem.of(
                Code.NOT_OWNED,
                null,
                null,
                "Somebody else's scaling policy %s on %s tracks the same metric, and AWS takes only one. Delete it, or track another metric."
                    .formatted(Quote.of(policy.name()), observed.key().id().wire())));
  }

  private Plan create(DesiredState desired) {
    return switch (Fit.of(desired, 0, false)) {
      case Fit.NoMax(var problem) -> new Plan.Refused(List.of(problem));
      case Fit.AsAsked(var bounds) -> new Plan.Changes(create(desired, bounds), List.of());
      case Fit.AboveMax(var bounds, var warning) ->
          new Plan.Changes(create(desired, bounds), List.of(warning));
    };
  }

  private List<Change> create(DesiredState desired, Bounds bounds) {
    var changes = new ArrayList<Change>();
    var config = Configuration.of(desired, bounds).text();
    changes.add(new CreateTarget(desired.key(), bounds, ownership.tags(config)));
    desired.policies().forEach(policy -> changes.add(new PutPolicy(desired.key(), null, policy)));
    return changes;
  }

  /**
   * What takes everything of ours off a target that is ours: all of it if nobody else has anything
   * there, else just what carries our names. Empty if the target is not ours.
   */
  public List<Change> release(ObservedTarget observed) {
    if (!ownership.owns(observed)) {
      return List.of();
    }
    var key = observed.key();
    boolean foreign =
        observed.policies().stream().anyMatch(policy -> !ManagedNames.ours(policy.name()))
            || observed.scheduledActions().stream().anyMatch(name -> !ManagedNames.ours(name));
    if (!foreign) {
      // AWS deletes the target's policies and scheduled actions with it.
      return List.of(new DeregisterTarget(key, observed.bounds()));
    }
    var changes = new ArrayList<Change>();
    observed.policies().stream()
        .filter(policy -> ManagedNames.ours(policy.name()))
        .forEach(policy -> changes.add(new DeletePolicy(key, policy)));
    observed.scheduledActions().stream()
        .filter(ManagedNames::ours)
        .forEach(name -> changes.add(new DeleteScheduledAction(key, name)));
    // Last, so that a release cut off half way is still known as ours and finished.
    changes.add(
        new UntagTarget(
            key, observed.arn(), new TreeSet<>(Set.of(Ownership.STACK, Ownership.CONFIG))));
    return List.copyOf(changes);
  }
}
