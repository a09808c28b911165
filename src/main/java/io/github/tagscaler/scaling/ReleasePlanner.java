package io.github.tagscaler.scaling;

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

/** Plans what removes everything that a stack has registered for a target. */
public final class ReleasePlanner {
  private final Ownership ownership;

  /** Plans for the stack that this ownership names. */
  public ReleasePlanner(Ownership ownership) {
    this.ownership = ownership;
  }

  /**
   * The changes that release a target: all of it if it holds nothing of others, else only what has
   * managed names. Empty if this stack does not manage the target.
   *
   * @param running the desired capacity, where it is known: a suspension cannot end without it,
   *     because registering would move it into the bounds
   */
  public List<Change> release(ObservedTarget observed, OptionalInt running) {
    if (!ownership.owns(observed)) {
      return List.of();
    }
    var key = observed.key();
    var changes = new ArrayList<Change>(release(key.id(), observed.alarms()));
    boolean foreign =
        observed.policies().stream().anyMatch(policy -> !ManagedNames.isManaged(policy.name()))
            || observed.scheduledActions().stream()
                .anyMatch(action -> !ManagedNames.isManaged(action.name()));
    if (!foreign) {
      // AWS deletes the target's policies and scheduled actions with it.
      changes.add(new DeregisterTarget(key, observed.bounds()));
      return List.copyOf(changes);
    }
    observed.policies().stream()
        .filter(policy -> ManagedNames.isManaged(policy.name()))
        .forEach(policy -> changes.add(new DeletePolicy(key, policy)));
    observed.scheduledActions().stream()
        .filter(action -> ManagedNames.isManaged(action.name()))
        .forEach(action -> changes.add(new DeleteScheduledAction(key, action)));
    if (!observed.suspended().equals(observed.suspendedByHand()) && running.isPresent()) {
      // Nothing would end the pause later, and the policies of others would never scale again.
      changes.add(
          new UpdateTarget(
              key,
              observed.arn(),
              ownership.mark(),
              Registered.of(observed),
              new Registered(
                  observed.boundsAround(running.getAsInt()), observed.suspendedByHand())));
    }
    // Last, so that a release cut off half way is still known as managed and finished.
    changes.add(new UntagTarget(key, observed.arn(), new TreeSet<>(Ownership.KEYS)));
    return List.copyOf(changes);
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
