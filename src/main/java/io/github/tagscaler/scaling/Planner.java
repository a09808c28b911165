package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.CreateTarget;
import io.github.tagscaler.scaling.Change.PutAlarm;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.PutScheduledAction;
import io.github.tagscaler.scaling.Change.Registered;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UntagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Plans desired minus observed. The same input always gives the same plan. */
public final class Planner {
  private final Ownership ownership;
  private final TargetProblems problems;
  private final AdoptionPlanner adoption;
  private final Duration driftDelay;

  /**
   * Plans for the stack that this ownership names.
   *
   * @param allowed the most that the tag {@code adopt} may request
   * @param driftDelay how long drift is kept
   */
  public Planner(
      Ownership ownership, TargetProblems problems, Adoption allowed, Duration driftDelay) {
    this.ownership = ownership;
    this.problems = problems;
    this.adoption = new AdoptionPlanner(ownership, problems.adoption(), allowed);
    this.driftDelay = driftDelay;
  }

  /**
   * The plan that brings a target from the observed to the desired state.
   *
   * @param observed what is registered now; empty if nothing is
   * @param repair which changes made outside Tagscaler to undo
   */
  public Plan plan(DesiredState desired, Optional<ObservedTarget> observed, Repair repair) {
    return plan(desired, observed, repair, Optional.empty());
  }

  /**
   * The same after a deployment.
   *
   * @param reset the deployment that reset its capacity; empty if none did
   */
  public Plan plan(
      DesiredState desired,
      Optional<ObservedTarget> observed,
      Repair repair,
      Optional<DeployReset> reset) {
    return observed
        .map(target -> update(desired, target, repair, reset))
        .orElseGet(() -> create(desired));
  }

  private Plan update(
      DesiredState desired, ObservedTarget observed, Repair repair, Optional<DeployReset> reset) {
    boolean takesOver = adoption.takesOver(observed, desired.adoption());
    var remaining = AdoptionPlanner.remaining(observed, desired.adoption());
    var clock = new DriftClock(driftDelay, repair, observed, desired.now());
    var plan =
        new UpdatePlanner(desired, remaining, ownership, problems, takesOver, clock, reset).plan();
    return unless(
        adoption.refusals(desired, observed),
        plan instanceof Plan.Changes changes
            ? adoption.complete(desired, observed, changes)
            : plan);
  }

  /** The plan, or all that stands against it, each key once. */
  private static Plan unless(List<Problem> refusals, Plan plan) {
    if (refusals.isEmpty()) {
      return plan;
    }
    var keys = refusals.stream().map(Problem::key).toList();
    var more = plan instanceof Plan.Refused(var problems) ? problems : List.<Problem>of();
    return new Plan.Refused(
        Stream.concat(
                refusals.stream(), more.stream().filter(problem -> !keys.contains(problem.key())))
            .toList());
  }

  /** Whether this stack manages that target. */
  public boolean owns(ObservedTarget observed) {
    return ownership.owns(observed);
  }

  /**
   * Why this stack must not change a registered target, whatever else is desired; empty if it
   * manages the target or would take it over.
   */
  public List<Problem> objections(ObservedTarget observed, Adoption requested) {
    return adoption.objections(observed, requested, List.of());
  }

  /**
   * The plan that only puts back a min that was raised for a moment, once that has done what it
   * can: for a target of which nothing else may be changed. Empty if there is none, or if the
   * target's own schedule sets these bounds: a window may have begun since. Its warning is for a
   * run that changes nothing.
   *
   * @param running the desired capacity
   */
  public Plan.Changes putMinBack(ObservedTarget observed, int running, Instant now) {
    return observed
        .restoring()
        .filter(_ -> ownership.owns(observed) && !observed.scheduleSetsItsBounds())
        .filter(each -> each.isOver(running, now))
        .map(each ->
            new Plan.Changes(
                putMinBack(observed, each.putBack(running)),
                List.of(problems.minRaised(each.min(), each.raised()))))
        .orElseGet(() -> new Plan.Changes(List.of(), List.of()));
  }

  private List<Change> putMinBack(ObservedTarget observed, Optional<Restoration> left) {
    return List.of(
        new UpdateTarget(
            observed.key(),
            observed.arn(),
            ownership.mark(),
            Registered.of(observed),
            new Registered(observed.lastingBounds(), observed.suspended())),
        left.<Change>map(inVain -> TagTarget.of(observed, Map.of(Ownership.RESTORE, inVain.text())))
            .orElseGet(() ->
                new UntagTarget(
                    observed.key(), observed.arn(), new TreeSet<>(Set.of(Ownership.RESTORE)))));
  }

  /** Why a pause does not suspend a target that this stack does not manage. */
  public List<Problem> notPaused(ObservedTarget observed, Adoption requested) {
    var objections = objections(observed, requested);
    return objections.isEmpty()
        ? List.of(problems.adoption().waits(observed.bounds(), observed.attached()))
        : objections;
  }

  private Plan create(DesiredState desired) {
    return switch (SafeBounds.of(
        desired.key(),
        desired.inForce(),
        desired.running(),
        Optional.empty(),
        desired.inForce().maxByTag(),
        problems)) {
      case SafeBounds.NeedsMax(var problem) -> new Plan.Refused(List.of(problem));
      case SafeBounds.Safe(var bounds, var concededMax, var warnings) ->
          create(desired, bounds, concededMax, warnings);
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
   * suspends is recorded before, so that the end of the pause resumes that and no more. A min that
   * was raised for a moment is put back, even where all was suspended by hand: nothing would
   * request its capacity.
   *
   * @param running the desired capacity, where it is known: registering would move it into the
   *     bounds
   */
  public Plan.Changes pause(ObservedTarget observed, OptionalInt running) {
    if (!ownership.owns(observed)) {
      return new Plan.Changes(List.of(), List.of());
    }
    var suspended = observed.suspended();
    var byPause = observed.suspendedByPause().and(Suspension.ALL.without(suspended));
    var changes = new ArrayList<Change>();
    if (!byPause.equals(observed.suspendedByPause())) {
      changes.add(TagTarget.of(observed, Map.of(Ownership.PAUSED, byPause.text())));
    }
    if (!suspended.equals(Suspension.ALL) || observed.restoring().isPresent()) {
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
