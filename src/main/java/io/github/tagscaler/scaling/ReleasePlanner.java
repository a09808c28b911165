package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.AdoptionProblems;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.Change.DeleteAlarms;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.DeregisterTarget;
import io.github.tagscaler.scaling.Change.Registered;
import io.github.tagscaler.scaling.Change.UntagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Plans what removes everything that a stack has registered for a target. */
public final class ReleasePlanner {
  private final Ownership ownership;

  /** Plans for the stack that this ownership names. */
  public ReleasePlanner(Ownership ownership) {
    this.ownership = ownership;
  }

  /**
   * The plan that releases a target: all of it if it holds nothing of others, else only what has
   * managed names. Empty if this stack does not manage the target.
   *
   * @param running the desired capacity, where it is known: a suspension cannot end without it,
   *     because registering would move it into the bounds
   */
  public Plan.Changes release(ObservedTarget observed, OptionalInt running) {
    if (!ownership.owns(observed)) {
      return new Plan.Changes(List.of(), List.of());
    }
    var alarms = release(observed.key().id(), observed.alarms());
    return observed.foreign().isBare()
        // AWS deletes the target's policies and scheduled actions with it.
        ? planned(
            alarms,
            List.of(new DeregisterTarget(observed.key(), observed.bounds())),
            TargetProblems.suspensionEnds(observed.suspendedByHand().activities()))
        : handBack(observed, running, alarms);
  }

  private static Plan.Changes planned(
      List<Change> alarms, List<Change> changes, List<Problem> warnings) {
    return new Plan.Changes(Stream.concat(alarms.stream(), changes.stream()).toList(), warnings);
  }

  /** Leaves the target to the tools that attached something to it. */
  private Plan.Changes handBack(ObservedTarget observed, OptionalInt running, List<Change> alarms) {
    var key = observed.key();
    var own = observed.withoutForeign();
    var changes = new ArrayList<Change>();
    own.policies().forEach(policy -> changes.add(new DeletePolicy(key, policy)));
    own.scheduledActions().forEach(action -> changes.add(new DeleteScheduledAction(key, action)));
    var before = Registered.of(observed);
    var after = before;
    if (!observed.suspended().equals(observed.suspendedByHand()) && running.isPresent()) {
      // Nothing would end the pause later, and the policies of others would never scale again.
      after = new Registered(observed.boundsAround(running.getAsInt()), observed.suspendedByHand());
    } else if (observed.restoring().isPresent()) {
      after = new Registered(observed.lastingBounds(), observed.suspended());
    }
    if (!after.equals(before)) {
      changes.add(new UpdateTarget(key, observed.arn(), ownership.mark(), before, after));
    }
    // Last, so that a release cut off half way is still known as managed and finished.
    changes.add(new UntagTarget(key, observed.arn(), new TreeSet<>(Ownership.KEYS)));
    return planned(
        alarms,
        changes,
        List.of(
            AdoptionProblems.stillScaled(
                after.bounds(), observed.foreign().attached(), after.suspended().any())));
  }

  /**
   * The changes that delete those of the alarms that this stack manages: AWS leaves them behind.
   */
  public List<Change> release(ResourceId id, List<ScalingAlarm> alarms) {
    return deleteAlarms(id, ownership.alarms(alarms));
  }

  static List<Change> deleteAlarms(ResourceId id, List<ScalingAlarm> alarms) {
    var changes = new ArrayList<Change>();
    for (int from = 0; from < alarms.size(); from += DeleteAlarms.MOST) {
      int to = Math.min(from + DeleteAlarms.MOST, alarms.size());
      changes.add(new DeleteAlarms(id, alarms.subList(from, to)));
    }
    return changes;
  }
}
