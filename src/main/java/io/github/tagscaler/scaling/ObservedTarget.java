package io.github.tagscaler.scaling;

import io.github.tagscaler.resource.Bounds;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A registered scalable target with all that hangs on it, as Application Auto Scaling tells it now.
 *
 * @param arn the target's own ARN, by which it is tagged
 * @param suspended which of its three kinds of activity are suspended
 * @param tags the target's tags
 * @param policies its scaling policies, ours and others'
 * @param scheduledActions its scheduled actions, ours and others'
 * @param alarms our alarms for it; looked up only where a step scaling policy of ours stands
 */
public record ObservedTarget(
    TargetKey key,
    String arn,
    Bounds bounds,
    Suspension suspended,
    SortedMap<String, String> tags,
    List<ScalingPolicy> policies,
    List<ScheduledAction> scheduledActions,
    List<ScalingAlarm> alarms) {
  public ObservedTarget {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    policies = List.copyOf(policies);
    scheduledActions = List.copyOf(scheduledActions);
    alarms = List.copyOf(alarms);
  }

  /** With tags in any order. */
  public static ObservedTarget of(
      TargetKey key,
      String arn,
      Bounds bounds,
      Suspension suspended,
      Map<String, String> tags,
      List<ScalingPolicy> policies,
      List<ScheduledAction> scheduledActions,
      List<ScalingAlarm> alarms) {
    return new ObservedTarget(
        key, arn, bounds, suspended, new TreeMap<>(tags), policies, scheduledActions, alarms);
  }

  /** The registered bounds, made wide enough to take none of that capacity away, and add none. */
  Bounds boundsAround(int running) {
    return new Bounds(Math.min(bounds.min(), running), Math.max(bounds.max(), running));
  }

  /** The same without what others hung on it. */
  ObservedTarget withoutForeign() {
    return new ObservedTarget(
        key,
        arn,
        bounds,
        suspended,
        tags,
        policies.stream().filter(policy -> ManagedNames.ours(policy.name())).toList(),
        scheduledActions.stream().filter(action -> ManagedNames.ours(action.name())).toList(),
        alarms);
  }

  /** The same with these tags. */
  ObservedTarget withTags(Map<String, String> others) {
    return ObservedTarget.of(
        key, arn, bounds, suspended, others, policies, scheduledActions, alarms);
  }

  /** Whether nothing hangs on it. */
  public boolean isBare() {
    return policies.isEmpty() && scheduledActions.isEmpty();
  }

  /** Whether anything on it carries a name of ours. */
  boolean bearsOurNames() {
    return policies.stream().anyMatch(policy -> ManagedNames.ours(policy.name()))
        || scheduledActions.stream().anyMatch(action -> ManagedNames.ours(action.name()));
  }

  /** The same with alarms that are known besides, each once. */
  public ObservedTarget withAlarms(List<ScalingAlarm> more) {
    return new ObservedTarget(
        key,
        arn,
        bounds,
        suspended,
        tags,
        policies,
        scheduledActions,
        Stream.concat(
                alarms.stream(),
                more.stream()
                    .filter(alarm ->
                        alarms.stream().noneMatch(known -> known.name().equals(alarm.name()))))
            .toList());
  }
}
