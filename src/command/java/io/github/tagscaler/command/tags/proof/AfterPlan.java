package io.github.tagscaler.command.tags.proof;

import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Carries out a plan in memory. */
final class AfterPlan {
  private final ObservedTarget before;
  private final SequencedMap<String, ScalingPolicy> policies = new LinkedHashMap<>();
  private final SequencedMap<String, ScheduledAction> actions = new LinkedHashMap<>();
  private final SequencedMap<String, ScalingAlarm> alarms = new LinkedHashMap<>();
  private final Map<String, String> tags;
  private Bounds bounds;
  private Suspension suspended;

  private AfterPlan(ObservedTarget before) {
    this.before = before;
    this.bounds = before.bounds();
    this.suspended = before.suspended();
    this.tags = new TreeMap<>(before.tags());
    before.policies().forEach(policy -> policies.put(policy.name(), policy));
    before.scheduledActions().forEach(action -> actions.put(action.name(), action));
    before.alarms().forEach(alarm -> alarms.put(alarm.name(), alarm));
  }

  /** The target after these changes, which keep it registered. */
  static ObservedTarget of(ObservedTarget before, List<Change> changes) {
    var after = new AfterPlan(before);
    changes.forEach(after::apply);
    return ObservedTarget.of(
            before.key(),
            before.arn(),
            after.bounds,
            after.suspended,
            after.tags,
            List.copyOf(after.policies.values()),
            List.copyOf(after.actions.values()),
            List.copyOf(after.alarms.values()))
        .registeredAt(before.registered());
  }

  private void apply(Change change) {
    switch (change) {
      case Change.UpdateTarget update -> {
        bounds = update.after().bounds();
        suspended = update.after().suspended();
      }
      case Change.PutPolicy(_, _, var put) -> policies.put(put.name(), put);
      case Change.DeletePolicy(_, var gone) -> policies.remove(gone.name());
      case Change.PutScheduledAction(_, _, var put) -> actions.put(put.name(), put);
      case Change.DeleteScheduledAction(_, var gone) -> actions.remove(gone.name());
      case Change.PutAlarm(_, _, var put) -> alarms.put(put.name(), put);
      case Change.DeleteAlarms(_, var gone) -> gone.forEach(alarm -> alarms.remove(alarm.name()));
      case Change.TagTarget tag -> tags.putAll(tag.after());
      case Change.UntagTarget untag -> untag.tagKeys().forEach(tags::remove);
      case Change.CreateTarget _, Change.DeregisterTarget _ ->
          throw new IllegalArgumentException("no adoption of " + before.key() + ": " + change);
    }
  }
}
