package io.github.tagscaler.fake;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Application Auto Scaling in memory, with its upsert semantics: every register moves capacity into
 * the bounds, tags are taken at creation only, one policy a metric, deregistering takes all along
 * but the alarms: those outlive the policies that they act on, and act on nothing then.
 */
public final class FakeScalingRegistry implements ScalingRegistry {
  /** The stack whose alarms are listed with a target. */
  private static final String STACK = "tagscaler";

  /** What AWS holds for one target, and never more. */
  private static final int MOST_POLICIES = 50;

  private static final int MOST_ACTIONS = 200;

  /** Without their alarms. */
  private final Map<TargetKey, ObservedTarget> targets = new LinkedHashMap<>();

  private final Map<String, Alarm> alarms = new TreeMap<>();
  private final FakeSageMaker sageMaker;
  private final List<Change> applied = new ArrayList<>();
  private final Map<Integer, RuntimeException> failures = new HashMap<>();
  private Consumer<Change> beforeWrite = _ -> {};
  private boolean silent;
  private Predicate<ResourceId> unreadable = _ -> false;
  private int writes;
  private int reads;
  private int arns;

  /** An alarm with the target of the policy that it acts on. */
  private record Alarm(TargetKey key, ScalingAlarm alarm) {}

  /** A registry that moves the capacity of what is in {@code sageMaker}. */
  public FakeScalingRegistry(FakeSageMaker sageMaker) {
    this.sageMaker = sageMaker;
  }

  /** What is registered there; fails if nothing is. */
  public ObservedTarget target(TargetKey key) {
    return find(key).orElseThrow();
  }

  /** What is registered there. */
  public Optional<ObservedTarget> find(TargetKey key) {
    return Optional.ofNullable(targets.get(key)).map(this::withAlarms);
  }

  /** Another tool registers or changes a target. */
  public void put(ObservedTarget target) {
    alarms.values().removeIf(it -> it.key().equals(target.key()));
    target.alarms().forEach(it -> alarms.put(it.name(), new Alarm(target.key(), it)));
    targets.put(target.key(), with(target, target.scheduledActions()));
  }

  /** A target is deregistered from outside, as SageMaker does when the resource is deleted. */
  public void remove(TargetKey key) {
    targets.remove(key);
    alarms.replaceAll((_, it) -> it.key().equals(key) ? silenced(it) : it);
  }

  /** All targets, each with the alarms that belong to it by name. */
  List<ObservedTarget> listed() {
    return targets.values().stream()
        .map(it -> it.withAlarms(named(ManagedNames.alarmPrefixes(STACK, it.key().id()))))
        .toList();
  }

  /** All alarms there are. */
  public List<ScalingAlarm> alarms() {
    return alarms.values().stream().map(Alarm::alarm).toList();
  }

  /** Lets the n-th write from now on fail, 1 for the next. */
  public void failAt(int write, Code code) {
    failAt(write, new CallFailedException(code, "The call failed.", new IllegalStateException()));
  }

  /** Lets the n-th write from now on fail, 1 for the next. */
  public void failAt(int write, RuntimeException failure) {
    failures.put(writes + write, failure);
  }

  /** Does something just before each write. */
  public void beforeWrite(Consumer<Change> action) {
    beforeWrite = action;
  }

  /** Lets every read fail that is about such a resource. */
  public void unreadable(Predicate<ResourceId> which) {
    unreadable = which;
  }

  /** Lets every read fail, without an answer. */
  public void silent() {
    silent = true;
  }

  /** The changes that were made. */
  public List<Change> applied() {
    return List.copyOf(applied);
  }

  /** How often it was read. */
  public int reads() {
    return reads;
  }

  @Override
  public List<ObservedTarget> observe(List<ResourceId> ids) {
    reads++;
    if (silent) {
      throw new CallFailedException(
          Code.SERVICE_ERROR, "No answer came.", new IllegalStateException(), false);
    }
    if (ids.stream().anyMatch(unreadable)) {
      throw new CallFailedException(
          Code.SERVICE_ERROR, "The targets cannot be read.", new IllegalStateException());
    }
    return targets.values().stream()
        .filter(it -> ids.contains(it.key().id()))
        .map(this::withAlarms)
        .toList();
  }

  /** As the adapter does: without a managed step policy, alarms cost no call. */
  private ObservedTarget withAlarms(ObservedTarget it) {
    boolean steps =
        it.policies().stream()
            .anyMatch(policy ->
                policy.name().startsWith("tagscaler-")
                    && policy.definition() instanceof StepScaling);
    return ObservedTarget.of(
        it.key(),
        it.arn(),
        it.bounds(),
        it.suspended(),
        it.tags(),
        it.policies(),
        it.scheduledActions(),
        steps ? named(ManagedNames.alarmPrefixes(STACK, it.key().id())) : List.of());
  }

  @Override
  public List<ResourceId> variantsOf(String endpoint) {
    reads++;
    return ids(ResourceId.EndpointVariant.prefixOf(endpoint), true);
  }

  @Override
  public List<ResourceId> componentNamed(String component) {
    reads++;
    return ids("inference-component/" + component, false);
  }

  @Override
  public List<ScalingAlarm> alarms(List<String> namePrefixes) {
    reads++;
    return named(namePrefixes);
  }

  private List<ScalingAlarm> named(List<String> prefixes) {
    return alarms().stream()
        .filter(it -> prefixes.stream().anyMatch(it.name()::startsWith))
        .toList();
  }

  private List<ResourceId> ids(String wire, boolean prefix) {
    return targets.keySet().stream()
        .map(TargetKey::id)
        .filter(id ->
            id.wire().regionMatches(true, 0, wire, 0, wire.length())
                && (prefix || id.wire().length() == wire.length()))
        .distinct()
        .toList();
  }

  @Override
  public void apply(Change change) {
    writes++;
    beforeWrite.accept(change);
    var failure = failures.remove(writes);
    if (failure != null) {
      throw failure;
    }
    write(change);
    applied.add(change);
  }

  private void write(Change change) {
    switch (change) {
      case Change.DeleteAlarms(_, var gone) -> {
        if (gone.isEmpty() || gone.size() > 100) {
          throw refused(Code.SERVICE_ERROR, "One call takes 1 to 100 alarms.");
        }
        gone.forEach(it -> alarms.remove(it.name()));
      }
      case Change.OfTarget it -> write(it.key(), it);
    }
  }

  private void write(TargetKey key, Change.OfTarget change) {
    switch (change) {
      case Change.CreateTarget(_, var bounds, var tags) -> {
        if (targets.containsKey(key)) {
          throw refused(Code.CONCURRENT_UPDATE, "It exists and cannot be tagged so.");
        }
        register(key, bounds, tags);
      }
      case Change.UpdateTarget(_, var arn, var mark, _, var registered) -> {
        var after = registered.bounds();
        var before = targets.get(key);
        if (before == null || !before.arn().equals(arn)) {
          register(key, after, mark);
          throw refused(Code.CONCURRENT_UPDATE, "It was deregistered meanwhile.");
        }
        targets.put(
            key,
            ObservedTarget.of(
                key,
                before.arn(),
                after,
                registered.suspended(),
                before.tags(),
                before.policies(),
                before.scheduledActions(),
                List.of()));
        moveInside(key, after);
      }
      case Change.PutPolicy(_, _, var policy) -> {
        var target = existing(key);
        if (target.policies().stream()
            .anyMatch(it -> !it.name().equals(policy.name()) && sameMetric(it, policy))) {
          throw refused(
              Code.SERVICE_ERROR, "Only one policy for a given metric specification is allowed.");
        }
        var policies = without(target, policy.name());
        policies.add(policy);
        if (policies.size() > MOST_POLICIES) {
          throw refused(Code.QUOTA_EXCEEDED, "A target holds 50 policies.");
        }
        targets.put(key, with(target, target.bounds(), target.tags(), policies));
      }
      case Change.DeletePolicy(_, var policy) -> {
        find(key)
            .ifPresent(it ->
                targets.put(key, with(it, it.bounds(), it.tags(), without(it, policy.name()))));
        alarms.replaceAll(
            (_, it) -> it.key().equals(key) && actsOn(it, policy.name()) ? silenced(it) : it);
      }
      case Change.PutScheduledAction(_, _, var action) -> {
        var target = existing(key);
        var actions = new ArrayList<>(withoutAction(target, action.name()));
        actions.add(action);
        if (actions.size() > MOST_ACTIONS) {
          throw refused(Code.QUOTA_EXCEEDED, "A target holds 200 scheduled actions.");
        }
        targets.put(key, with(target, actions));
      }
      case Change.DeleteScheduledAction(_, var action) ->
          find(key).ifPresent(it -> targets.put(key, with(it, withoutAction(it, action.name()))));
      case Change.PutAlarm(_, _, var alarm) -> {
        var policy = alarm.actsOn().orElseThrow();
        if (existing(key).policies().stream().noneMatch(it -> it.name().equals(policy))) {
          throw refused(Code.NOT_READY, "There is no such policy.");
        }
        alarms.put(alarm.name(), new Alarm(key, alarm));
      }
      case Change.TagTarget(_, var arn, _, var after) -> {
        var target = existing(key);
        if (arn.isEmpty()) {
          // It is registered again as it is, which answers the ARN.
          moveInside(key, target.bounds());
        } else if (!target.arn().equals(arn)) {
          throw refused(Code.NOT_READY, "There is no target of that ARN.");
        }
        var tags = new TreeMap<>(target.tags());
        tags.putAll(after);
        targets.put(key, keepingSuspension(target, tags));
      }
      case Change.UntagTarget(_, _, var tagKeys) ->
          find(key)
              .ifPresent(it -> {
                var tags = new TreeMap<>(it.tags());
                tags.keySet().removeAll(tagKeys);
                targets.put(key, keepingSuspension(it, tags));
              });
      case Change.DeregisterTarget _ -> remove(key);
    }
  }

  private void register(TargetKey key, Bounds bounds, Map<String, String> tags) {
    targets.put(
        key,
        ObservedTarget.of(
            key, "arn:" + ++arns, bounds, Suspension.NONE, tags, List.of(), List.of(), List.of()));
    moveInside(key, bounds);
  }

  private void moveInside(TargetKey key, Bounds bounds) {
    sageMaker.run(key.id(), Math.clamp(sageMaker.running(key.id()), bounds.min(), bounds.max()));
  }

  private ObservedTarget existing(TargetKey key) {
    return find(key).orElseThrow(() -> refused(Code.NOT_READY, "There is no such target."));
  }

  private static ObservedTarget with(
      ObservedTarget it, Bounds bounds, Map<String, String> tags, List<ScalingPolicy> policies) {
    return ObservedTarget.of(
        it.key(),
        it.arn(),
        bounds,
        it.suspended(),
        tags,
        policies,
        it.scheduledActions(),
        List.of());
  }

  private static ObservedTarget keepingSuspension(ObservedTarget it, Map<String, String> tags) {
    return ObservedTarget.of(
        it.key(),
        it.arn(),
        it.bounds(),
        it.suspended(),
        tags,
        it.policies(),
        it.scheduledActions(),
        List.of());
  }

  private static ObservedTarget with(ObservedTarget it, List<ScheduledAction> actions) {
    return ObservedTarget.of(
        it.key(),
        it.arn(),
        it.bounds(),
        it.suspended(),
        it.tags(),
        it.policies(),
        actions,
        List.of());
  }

  private static boolean actsOn(Alarm alarm, String policy) {
    return alarm.alarm().actsOn().equals(Optional.of(policy));
  }

  private static Alarm silenced(Alarm it) {
    return new Alarm(
        it.key(), new ScalingAlarm(it.alarm().name(), Optional.empty(), it.alarm().definition()));
  }

  private static List<ScheduledAction> withoutAction(ObservedTarget target, String name) {
    return target.scheduledActions().stream().filter(it -> !it.name().equals(name)).toList();
  }

  private static List<ScalingPolicy> without(ObservedTarget target, String policy) {
    return new ArrayList<>(
        target.policies().stream().filter(it -> !it.name().equals(policy)).toList());
  }

  private static boolean sameMetric(ScalingPolicy a, ScalingPolicy b) {
    return a.definition() instanceof TargetTracking first
        && b.definition() instanceof TargetTracking second
        && first.metric().equals(second.metric());
  }

  private static CallFailedException refused(Code code, String message) {
    return new CallFailedException(code, message, new IllegalStateException());
  }
}
