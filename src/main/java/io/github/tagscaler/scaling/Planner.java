package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.CreateTarget;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.PutAlarm;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.PutScheduledAction;
import io.github.tagscaler.scaling.Change.Registered;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import io.github.tagscaler.scaling.UpdatePlanner.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Plans desired minus observed. The same input always gives the same plan. */
public final class Planner {
  private final Ownership ownership;
  private final TargetProblems problems;

  /** Plans for the stack that this ownership names. */
  public Planner(Ownership ownership, TargetProblems problems) {
    this.ownership = ownership;
    this.problems = problems;
  }

  /**
   * The plan that brings a target from the observed to the desired state.
   *
   * @param observed what is registered now; empty if nothing is
   * @param repair whether to undo changes made outside Tagscaler, too
   */
  public Plan plan(DesiredState desired, Optional<ObservedTarget> observed, boolean repair) {
    if (observed.isEmpty()) {
      return create(desired);
    }
    var target = observed.get();
    return adopts(target, desired.adoption())
        ? adopt(desired, target)
        : update(desired, target, repair);
  }

  /**
   * Whether there is nothing to do, repairs included, as far as a list shows. If the list lacks the
   * tags of the target, it is assumed to be managed and made from the desired state.
   */
  public boolean agrees(DesiredState desired, ObservedTarget listed) {
    return planned(desired, listed) instanceof Plan.Changes(var changes, _) && changes.isEmpty();
  }

  /** The same for its policies alone, whatever the bounds. */
  public boolean agreesInPolicies(DesiredState desired, ObservedTarget listed) {
    return planned(desired, listed) instanceof Plan.Changes(var changes, _)
        && changes.stream()
            .noneMatch(change -> change instanceof PutPolicy || change instanceof DeletePolicy);
  }

  private Plan planned(DesiredState desired, ObservedTarget listed) {
    var observed =
        listed.tags().containsKey(Ownership.STACK)
            ? listed
            : listed.withTags(
                ownership.tags(ConfigFingerprint.of(desired, Optional.empty()).text()));
    return plan(desired, Optional.of(observed), true);
  }

  private Plan update(DesiredState desired, ObservedTarget observed, boolean repair) {
    var objections = objections(observed);
    return unless(
        objections.isEmpty() ? conflictingPolicies(desired, observed) : objections,
        new UpdatePlanner(
                desired, observed, ownership, problems, repair ? Occasion.REPAIR : Occasion.EVENT)
            .plan());
  }

  /**
   * Takes over a target that another tool registered. Foreign policies and actions are deleted
   * before the target is marked as managed, the rest is changed after that: wherever this is cut
   * off, the next run continues.
   */
  private Plan adopt(DesiredState desired, ObservedTarget observed) {
    boolean replace = desired.adoption() == Adoption.REPLACE;
    var remaining = replace ? observed.withoutForeign() : observed;
    var update =
        new UpdatePlanner(desired, remaining, ownership, problems, Occasion.ADOPTION).plan();
    return unless(
        conflictingPolicies(desired, remaining),
        update instanceof Plan.Changes(var changes, var warnings)
            ? new Plan.Changes(
                Stream.of(
                        replace ? foreignDeletes(observed) : List.<Change>of(),
                        List.of(claim(observed)),
                        changes)
                    .flatMap(List::stream)
                    .toList(),
                warnings)
            : update);
  }

  private static List<Change> foreignDeletes(ObservedTarget observed) {
    return Stream.concat(
            observed.policies().stream()
                .filter(policy -> !ManagedNames.isManaged(policy.name()))
                .<Change>map(policy -> new DeletePolicy(observed.key(), policy)),
            observed.scheduledActions().stream()
                .filter(action -> !ManagedNames.isManaged(action.name()))
                .map(action -> new DeleteScheduledAction(observed.key(), action)))
        .toList();
  }

  /** Marks a target as managed, so that a take-over that is cut off can be finished. */
  private Change claim(ObservedTarget observed) {
    return new TagTarget(observed.key(), observed.arn(), new TreeMap<>(), ownership.mark());
  }

  /** The plan, or all objections to it. */
  private static Plan unless(List<Problem> objections, Plan plan) {
    if (objections.isEmpty()) {
      return plan;
    }
    return new Plan.Refused(
        plan instanceof Plan.Refused(var more)
            ? Stream.concat(objections.stream(), more.stream()).toList()
            : objections);
  }

  /** Whether this stack manages that target. */
  public boolean owns(ObservedTarget observed) {
    return ownership.owns(observed);
  }

  /**
   * Why this stack must not change a registered target, whatever else is desired; empty if it
   * manages the target or would take it over.
   */
  public List<Problem> objections(ObservedTarget observed, Adoption adoption) {
    return adopts(observed, adoption) ? List.of() : objections(observed);
  }

  private boolean adopts(ObservedTarget observed, Adoption adoption) {
    return adoption != Adoption.NO
        && ownership.ownerOf(observed) instanceof Ownership.Owner.OutsideTagscaler;
  }

  private List<Problem> objections(ObservedTarget observed) {
    return switch (ownership.ownerOf(observed)) {
      case Ownership.Owner.ThisStack() -> List.of();
      case Ownership.Owner.OtherStack(var stack) ->
          List.of(problems.ownedBy(stack, observed.bounds(), policyNames(observed)));
      case Ownership.Owner.OutsideTagscaler() ->
          List.of(problems.notOwned(observed.bounds(), policyNames(observed)));
    };
  }

  private static List<String> policyNames(ObservedTarget observed) {
    return observed.policies().stream().map(ScalingPolicy::name).toList();
  }

  /** Problems about other policies that track a desired metric: AWS accepts one for each metric. */
  private List<Problem> conflictingPolicies(DesiredState desired, ObservedTarget observed) {
    return observed.policies().stream()
        .filter(policy -> !ManagedNames.isManaged(policy.name()))
        .filter(policy ->
            desired.policies().stream()
                .anyMatch(wanted -> AttachmentDiff.sameMetric(wanted, policy)))
        .map(policy -> problems.conflictingPolicy(policy.name(), ownership.owns(observed)))
        .toList();
  }

  private Plan create(DesiredState desired) {
    return switch (SafeBounds.of(
        desired.key(), desired.inForce(), desired.running(), 0, false, problems)) {
      case SafeBounds.NeedsMax(var problem) -> new Plan.Refused(List.of(problem));
      case SafeBounds.AsRequested(var bounds) ->
          create(desired, bounds, Optional.empty(), List.of());
      case SafeBounds.AboveMax above ->
          create(desired, above.bounds(), above.concededMax(), List.of(above.warning()));
    };
  }

  private Plan create(
      DesiredState desired, Bounds bounds, Optional<Integer> concededMax, List<Problem> warnings) {
    var key = desired.key();
    var changes = new ArrayList<Change>();
    var config = ConfigFingerprint.of(desired, concededMax).text();
    changes.add(new CreateTarget(key, bounds, ownership.tags(config)));
    desired.policies().forEach(policy -> changes.add(new PutPolicy(key, null, policy)));
    desired.alarms().forEach(alarm -> changes.add(new PutAlarm(key, null, alarm)));
    desired
        .scheduledActions(concededMax)
        .forEach(action -> changes.add(new PutScheduledAction(key, null, action)));
    return desired.unlessNearChange(new Plan.Changes(changes, warnings));
  }

  /**
   * The plan that suspends a target; empty if it is suspended already, or not managed. What it
   * suspends is recorded before, so that the end of the pause resumes that and no more.
   *
   * @param running the desired capacity, where it is known: registering would move it into the
   *     bounds
   */
  public Plan.Changes pause(ObservedTarget observed, OptionalInt running) {
    if (!ownership.owns(observed)) {
      return new Plan.Changes(List.of(), objections(observed));
    }
    var suspended = observed.suspended();
    var byPause = observed.suspendedByPause().and(Suspension.ALL.without(suspended));
    var changes = new ArrayList<Change>();
    if (!byPause.equals(observed.suspendedByPause())) {
      changes.add(TagTarget.of(observed, Map.of(Ownership.PAUSED, byPause.text())));
    }
    if (!suspended.equals(Suspension.ALL)) {
      var bounds = observed.boundsAround(running.orElse(observed.bounds().min()));
      changes.add(
          new UpdateTarget(
              observed.key(),
              observed.arn(),
              ownership.mark(),
              Registered.of(observed),
              new Registered(bounds, Suspension.ALL)));
    }
    return new Plan.Changes(
        changes, TargetProblems.suspendedByHand(suspended.without(byPause).activities()));
  }
}
