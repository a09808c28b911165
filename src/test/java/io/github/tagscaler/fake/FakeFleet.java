package io.github.tagscaler.fake;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.TargetKey;
import io.github.tagscaler.sweep.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the fakes contain, as listings show it, without the tags of what {@link #hide} names. */
public final class FakeFleet implements Fleet {
  private static final String STACK = "tagscaler";

  private final FakeSageMaker sageMaker;
  private final FakeScalingRegistry registry;
  private final Set<String> hidden = new HashSet<>();
  private final Map<String, Map<String, String>> late = new HashMap<>();
  private final Set<TargetKey> unread = new HashSet<>();
  private final List<Duration> budgets = new ArrayList<>();
  private boolean broken;
  private boolean targetTagsMissing;
  private boolean twice;

  /** The fleet of these two. */
  public FakeFleet(FakeSageMaker sageMaker, FakeScalingRegistry registry) {
    this.sageMaker = sageMaker;
    this.registry = registry;
  }

  /** Lists no tags of ARNs that contain this. */
  public void hide(String part) {
    hidden.add(part);
  }

  /** Lists outdated tags. */
  public void late(String arn, Map<String, String> before) {
    late.put(arn, before);
  }

  /** Lists each scalable target twice, as a list may that changes while its pages are read. */
  public void listTargetsTwice() {
    twice = true;
  }

  /** Lists no tags of scalable targets. */
  public void hideTargets() {
    targetTagsMissing = true;
  }

  /** Does not get as far as the policies of this target. */
  public void leaveUnread(TargetKey target) {
    unread.add(target);
  }

  /** Lets reading fail. */
  public void fail() {
    broken = true;
  }

  /** How long each reading was to take at most. */
  public List<Duration> budgets() {
    return List.copyOf(budgets);
  }

  @Override
  public Snapshot read(Duration budget) {
    budgets.add(budget);
    if (broken) {
      throw new CallFailedException(
          Code.THROTTLED, "The lists cannot be read.", new IllegalStateException());
    }
    var tags = new HashMap<>(sageMaker.allTags());
    tags.putAll(late);
    tags.keySet().removeIf(arn -> hidden.stream().anyMatch(arn::contains));
    var targets =
        targetTagsMissing
            ? registry.listed().stream().map(FakeFleet::withoutTags).toList()
            : registry.listed();
    var orphans =
        registry.alarms().stream()
            .filter(alarm ->
                targets.stream()
                    .flatMap(it -> ManagedNames.alarmPrefixes(STACK, it.key().id()).stream())
                    .noneMatch(alarm.name()::startsWith))
            .map(alarm -> new OrphanedAlarm(alarm, ManagedNames.resourceOf(STACK, alarm.name())))
            .toList();
    return new Snapshot(
        sageMaker.listedEndpoints(),
        sageMaker.listedComponents(),
        Stream.concat(targets.stream(), twice ? targets.stream() : Stream.empty())
            .map(this::withoutUnread)
            .toList(),
        orphans,
        tags,
        unread);
  }

  private ObservedTarget withoutUnread(ObservedTarget target) {
    return unread.contains(target.key())
        ? ObservedTarget.of(
            target.key(),
            target.arn(),
            target.bounds(),
            target.suspended(),
            target.tags(),
            List.of(),
            target.scheduledActions(),
            target.alarms())
        : target;
  }

  private static ObservedTarget withoutTags(ObservedTarget target) {
    return ObservedTarget.of(
        target.key(),
        target.arn(),
        target.bounds(),
        target.suspended(),
        Map.of(),
        target.policies(),
        target.scheduledActions(),
        target.alarms());
  }
}
