package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.resource.Bounds;
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
    if (observed.isEmpty()) {
      return create(desired);
    }
    var objections = new ArrayList<>(objections(observed.get()));
    if (objections.isEmpty()) {
      objections.addAll(foreignTwins(desired, observed.get()));
    }
    var update = new Update(desired, observed.get(), ownership.mark(), repair).plan();
    if (objections.isEmpty()) {
      return update;
    }
    if (update instanceof Plan.Refused(var more)) {
      objections.addAll(more);
    }
    return new Plan.Refused(objections);
  }

  /** Why a registered target is not ours to change, whatever is desired; nothing if it is ours. */
  public List<Problem> objections(ObservedTarget observed) {
    return switch (ownership.ownerOf(observed)) {
      case Ownership.Owner.Us() -> List.of();
      case Ownership.Owner.OtherStack(var stack) ->
          List.of(
              notOwned(
                  observed, "the Tagscaler stack " + Quote.of(stack), "Release it there first."));
      case Ownership.Owner.Somebody() ->
          List.of(
              notOwned(
                  observed,
                  "somebody else",
                  "Deregister it to let Tagscaler register it, or set the policy tag to ignore."));
    };
  }

  private static Problem notOwned(ObservedTarget observed, String owner, String remedy) {
    return Problem.of(
        Code.NOT_OWNED,
        null,
        null,
        "%s is registered with Application Auto Scaling by %s (%s). Nothing was touched. %s"
            .formatted(observed.key().id().wire(), owner, observed.bounds(), remedy));
  }

  /** Somebody else's policies that track what we would: AWS takes one for each metric. */
  private static List<Problem> foreignTwins(DesiredState desired, ObservedTarget observed) {
    return observed.policies().stream()
        .filter(policy -> !ManagedNames.ours(policy.name()))
        .filter(
            policy -> desired.policies().stream().anyMatch(ours -> Difference.twins(ours, policy)))
        .map(policy ->
            Problem.of(
                Code.NOT_OWNED,
                null,
                null,
                "Somebody else's scaling policy %s on %s tracks the same metric, and AWS takes only one. Delete it, or track another metric."
                    .formatted(Quote.of(policy.name()), observed.key().id().wire())))
        .toList();
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
            || observed.scheduledActions().stream()
                .anyMatch(action -> !ManagedNames.ours(action.name()));
    if (!foreign) {
      // AWS deletes the target's policies and scheduled actions with it.
      return List.of(new DeregisterTarget(key, observed.bounds()));
    }
    var changes = new ArrayList<Change>();
    observed.policies().stream()
        .filter(policy -> ManagedNames.ours(policy.name()))
        .forEach(policy -> changes.add(new DeletePolicy(key, policy)));
    observed.scheduledActions().stream()
        .filter(action -> ManagedNames.ours(action.name()))
        .forEach(action -> changes.add(new DeleteScheduledAction(key, action)));
    // Last, so that a release cut off half way is still known as ours and finished.
    changes.add(
        new UntagTarget(
            key, observed.arn(), new TreeSet<>(Set.of(Ownership.STACK, Ownership.CONFIG))));
    return List.copyOf(changes);
  }
}
