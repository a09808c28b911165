package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Attached;
import io.github.tagscaler.resource.Bounds;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A registered scalable target with all that is attached to it, as Application Auto Scaling reports
 * it now.
 *
 * @param arn the ARN of the target itself, by which it is tagged; empty if it was registered before
 *     targets could be tagged
 * @param suspended which of its three kinds of activity are suspended
 * @param tags the target's tags
 * @param policies its scaling policies, managed or not
 * @param scheduledActions its scheduled actions, managed or not
 * @param alarms the managed alarms for it; read only where a managed step scaling policy exists
 * @param registered when it was registered; an update keeps that
 */
public record ObservedTarget(
    TargetKey key,
    String arn,
    Bounds bounds,
    Suspension suspended,
    SortedMap<String, String> tags,
    List<ScalingPolicy> policies,
    List<ScheduledAction> scheduledActions,
    List<ScalingAlarm> alarms,
    Instant registered) {
  public ObservedTarget {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    policies = List.copyOf(policies);
    scheduledActions = List.copyOf(scheduledActions);
    alarms = List.copyOf(alarms);
  }

  /** With tags in any order, registered long ago. */
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
        key,
        arn,
        bounds,
        suspended,
        new TreeMap<>(tags),
        policies,
        scheduledActions,
        alarms,
        Instant.EPOCH);
  }

  /** The same, registered at that time. */
  public ObservedTarget registeredAt(Instant time) {
    return new ObservedTarget(
        key, arn, bounds, suspended, tags, policies, scheduledActions, alarms, time);
  }

  /** Whether a pause began that has not ended. */
  boolean isPaused() {
    return tags.containsKey(Ownership.PAUSED);
  }

  /** What the pause suspended or is about to, as its tag records. */
  Suspension suspendedByPause() {
    return Optional.ofNullable(tags.get(Ownership.PAUSED))
        .map(Suspension::parse)
        .orElse(Suspension.NONE);
  }

  /** What is suspended, but not by a pause: a person, or another tool, did it. */
  Suspension suspendedByHand() {
    return suspended.without(suspendedByPause());
  }

  /** The raised min that is registered for a moment, if it is. */
  Optional<Restoration> restoring() {
    return restoration().filter(each -> each.raised() == bounds.min() && !each.wasInVain());
  }

  /** The last min that was raised for a moment, as its tag records. */
  Optional<Restoration> restoration() {
    return Optional.ofNullable(tags.get(Ownership.RESTORE)).flatMap(Restoration::parse);
  }

  /** Whether one of its managed scheduled actions sets the bounds that are registered. */
  boolean scheduleSetsItsBounds() {
    return withoutForeign().scheduledActions().stream()
        .anyMatch(action ->
            action.min().equals(Optional.of(bounds.min()))
                && action.max().equals(Optional.of(bounds.max())));
  }

  /** The registered bounds, without a min raised for a moment. */
  Bounds lastingBounds() {
    return restoring().map(each -> new Bounds(each.min(), bounds.max())).orElse(bounds);
  }

  /** The lasting bounds, widened so that this capacity is neither removed nor added to. */
  Bounds boundsAround(int running) {
    var lasting = lastingBounds();
    return new Bounds(Math.min(lasting.min(), running), Math.max(lasting.max(), running));
  }

  /** The same without what other tools attached. */
  ObservedTarget withoutForeign() {
    return with(ManagedNames::isManaged);
  }

  /** The same with nothing but what other tools attached. */
  ObservedTarget foreign() {
    return with(name -> !ManagedNames.isManaged(name));
  }

  private ObservedTarget with(Predicate<String> attached) {
    return new ObservedTarget(
        key,
        arn,
        bounds,
        suspended,
        tags,
        policies.stream().filter(policy -> attached.test(policy.name())).toList(),
        scheduledActions.stream().filter(action -> attached.test(action.name())).toList(),
        alarms,
        registered);
  }

  /** What is attached to it, by name. */
  Attached attached() {
    return new Attached(
        policies.stream().map(ScalingPolicy::name).toList(),
        scheduledActions.stream().map(ScheduledAction::name).toList());
  }

  /** Whether nothing is attached to it. */
  public boolean isBare() {
    return policies.isEmpty() && scheduledActions.isEmpty();
  }

  /** Whether anything attached to it has a managed name. */
  boolean hasManagedNames() {
    return !withoutForeign().isBare();
  }

  /** The same with more alarms, each once. */
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
            .toList(),
        registered);
  }
}
