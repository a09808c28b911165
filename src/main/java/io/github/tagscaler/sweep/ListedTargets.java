package io.github.tagscaler.sweep;

import static java.util.stream.Collectors.groupingBy;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.TargetKey;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link ScalingRegistry} on what a sweep listed; it changes nothing. */
final class ListedTargets implements ScalingRegistry {
  private final Ownership ownership;
  private final Map<ResourceId, List<ObservedTarget>> targets;
  private final TreeMap<String, ScalingAlarm> alarms = new TreeMap<>();
  private final Set<ResourceId> withOrphanedAlarms = new LinkedHashSet<>();
  private final Set<Subject> unread = new HashSet<>();
  private final Set<TargetKey> unreadPolicies;

  /**
   * @param registry is asked for each target that the lists do not show the owner of
   */
  ListedTargets(
      Snapshot snapshot, Ownership ownership, ScalingRegistry registry, ReadBudget budget) {
    this.ownership = ownership;
    this.unreadPolicies = snapshot.unread();
    this.targets =
        snapshot.targets().stream()
            .flatMap(listed -> known(listed, registry, budget).stream())
            .collect(groupingBy(target -> target.key().id()));
    unreadPolicies.forEach(key -> unread.add(Subject.of(key.id())));
    snapshot
        .orphanedAlarms()
        .forEach(orphan -> {
          alarms.put(orphan.alarm().name(), orphan.alarm());
          orphan.id().ifPresent(withOrphanedAlarms::add);
        });
    for (var target : snapshot.targets()) {
      target.alarms().forEach(alarm -> alarms.put(alarm.name(), alarm));
      // Whoever has it now, an alarm of this stack is from before.
      if (!target.alarms().isEmpty() && !ownership.mayOwn(target)) {
        withOrphanedAlarms.add(target.key().id());
      }
    }
  }

  /**
   * Tags in bulk may be late. A target without any may be managed if it has managed names, or has
   * nothing attached yet.
   */
  private List<ObservedTarget> known(
      ObservedTarget listed, ScalingRegistry registry, ReadBudget budget) {
    boolean clear =
        ownership.owns(listed)
            || unreadPolicies.contains(listed.key())
            || !(ownership.mayOwn(listed) || (listed.tags().isEmpty() && listed.isBare()));
    if (clear) {
      return List.of(listed);
    }
    var id = listed.key().id();
    try {
      var now = budget.read(() -> Optional.of(registry.observe(List.of(id))));
      if (now.isPresent()) {
        return now.get().stream().filter(each -> each.key().equals(listed.key())).toList();
      }
    } catch (CallFailedException _) {
      // Nothing is decided about it.
    }
    unread.add(Subject.of(id));
    return List.of(listed);
  }

  /** What is registered, or whose alarms are left, and may be this stack's. */
  Set<ResourceId> managed() {
    var managed = new LinkedHashSet<>(withOrphanedAlarms);
    targets.forEach((id, registered) -> {
      if (registered.stream().anyMatch(ownership::mayOwn)) {
        managed.add(id);
      }
    });
    return managed;
  }

  /** How much is left of what this stack registered, as far as the lists show. */
  int left() {
    return managed().size();
  }

  /** How many targets this stack has registered. */
  long owned() {
    return targets.values().stream().flatMap(List::stream).filter(ownership::owns).count();
  }

  /** The targets that this stack has registered, each with the time. */
  Map<TargetKey, Instant> ownedSince() {
    return targets.values().stream()
        .flatMap(List::stream)
        .filter(ownership::owns)
        .collect(Collectors.toMap(ObservedTarget::key, ObservedTarget::registered));
  }

  /** Whether something of it was not read, so that nothing can be decided about it. */
  boolean isUnread(Subject subject) {
    return unread.contains(subject);
  }

  private Stream<ResourceId> registered() {
    return targets.keySet().stream();
  }

  @Override
  public List<ObservedTarget> observe(List<ResourceId> ids) {
    return ids.stream().flatMap(id -> targets.getOrDefault(id, List.of()).stream()).toList();
  }

  @Override
  public List<ResourceId> variantsOf(String endpoint) {
    return registered()
        .filter(id -> id instanceof EndpointVariant(var name, _) && name.equalsIgnoreCase(endpoint))
        .toList();
  }

  @Override
  public List<ResourceId> componentNamed(String component) {
    return registered()
        .filter(
            id -> id instanceof InferenceComponent(var name) && name.equalsIgnoreCase(component))
        .toList();
  }

  @Override
  public List<ScalingAlarm> alarms(List<String> namePrefixes) {
    var found = new LinkedHashSet<ScalingAlarm>();
    for (var prefix : namePrefixes) {
      found.addAll(alarms.subMap(prefix, prefix + Character.MAX_VALUE).values());
    }
    return new ArrayList<>(found);
  }

  @Override
  public void apply(Change change) {
    throw new IllegalStateException("A sweep changes nothing by itself: " + change);
  }
}
