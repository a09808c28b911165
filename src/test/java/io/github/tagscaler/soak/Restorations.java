package io.github.tagscaler.soak;

import static java.util.Objects.requireNonNull;

import io.github.tagscaler.soak.SimulatedFleet.ScalableResource;
import io.github.tagscaler.soak.TagSettings.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What deployments reset, and what the function may therefore raise for a moment. */
final class Restorations {
  private final SimulatedAccount account;
  private final SimulatedFleet fleet;

  /** By key, the capacity before a deployment, until it is brought back. */
  private final Map<String, Integer> before = new HashMap<>();

  /** By key, since when its min is raised. */
  private final Map<String, Instant> raised = new TreeMap<>();

  /** How often capacity was brought back. */
  int done;

  Restorations(SimulatedAccount account, SimulatedFleet fleet) {
    this.account = account;
    this.fleet = fleet;
  }

  /**
   * A deployment set the capacity back to that of its config.
   *
   * @param scaled what Application Auto Scaling had set last
   */
  void deployed(ScalableResource resource, OptionalInt scaled) {
    before.remove(resource.key());
    scaled.ifPresent(capacity -> before.put(resource.key(), capacity));
  }

  /**
   * Why the capacity that a registration has added at this moment must not have been added; empty
   * if it may.
   */
  Optional<String> wrong(ScalableResource resource) {
    var snapshot = account.snapshot(resource.name());
    var there = snapshot.scaled.get(resource.key());
    if (there != null && there.isRaised()) {
      raised.putIfAbsent(resource.key(), account.now());
    }
    var added = account.addedCapacity(resource.id());
    var min = min(resource, snapshot);
    if (added.isEmpty() || min.isEmpty() || added.getAsInt() <= min.getAsInt()) {
      return Optional.empty();
    }
    var most = resource.settings().restore() ? before.remove(resource.key()) : null;
    if (most != null && added.getAsInt() <= most) {
      done++;
      return Optional.empty();
    }
    return Optional.of(
        "capacity of %s was raised to %d, with a min of %d and %s before a deployment"
            .formatted(
                resource,
                added.getAsInt(),
                min.getAsInt(),
                most == null ? "nothing to bring back" : most + " instances"));
  }

  private OptionalInt min(ScalableResource resource, AccountSnapshot snapshot) {
    if (fleet.expected(resource, snapshot) instanceof ExpectedState.Exact exact) {
      var bounds = exact.bounds();
      return OptionalInt.of(Integer.parseInt(bounds.substring(0, bounds.indexOf('-'))));
    }
    return fleet
        .before(resource)
        .scaled()
        .map(there -> OptionalInt.of(there.lastingMin()))
        .orElse(OptionalInt.empty());
  }

  /**
   * What has been raised for too long.
   *
   * @param overdue whether something that began then must have ended by now
   */
  List<String> overdue(Predicate<Instant> overdue) {
    var found = new ArrayList<String>();
    var now = account.now();
    var resources = new HashMap<String, ScalableResource>();
    fleet.resources().forEach(resource -> resources.put(resource.key(), resource));
    raised.keySet().retainAll(resources.keySet());
    raised.replaceAll((key, since) -> isLeft(requireNonNull(resources.get(key))) ? now : since);
    raised.entrySet().removeIf(each -> !isRaised(requireNonNull(resources.get(each.getKey()))));
    raised.forEach((key, since) -> {
      if (overdue.test(since)) {
        found.add("the min of %s is still raised, since %s".formatted(key, since));
      }
    });
    return found;
  }

  private boolean isRaised(ScalableResource resource) {
    var there = account.snapshot(resource.name()).scaled.get(resource.key());
    return there != null && there.isRaised();
  }

  /** Whether nothing may be changed of it, or nothing can. */
  private boolean isLeft(ScalableResource resource) {
    var settings = resource.settings();
    return settings.policy() == Policy.IGNORE
        || settings.dryRun()
        || resource.down()
        || fleet.untaggedSince(resource).isPresent();
  }
}
