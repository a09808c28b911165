package io.github.tagscaler.soak;

import io.github.tagscaler.soak.SimulatedFleet.ScalableResource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** When people last changed something, and since when its tags require another state. */
final class ChangeTimes {
  private final SimulatedAccount account;
  private final SimulatedFleet fleet;
  private final Duration drift;
  private final Duration leftAlone;

  /** By key, since when the tags require the state. */
  final Map<String, Instant> since = new TreeMap<>();

  /** The keys of what was changed by hand, until it is right again. */
  final Set<String> drifted = new TreeSet<>();

  /** By key, when people last changed something. */
  final Map<String, Instant> last = new TreeMap<>();

  /**
   * @param leftAlone how long a change by hand is left alone
   * @param sweep the time between two sweeps
   */
  ChangeTimes(SimulatedAccount account, SimulatedFleet fleet, Duration leftAlone, Duration sweep) {
    this.account = account;
    this.fleet = fleet;
    this.leftAlone = leftAlone;
    // A run has to see it first, and a sweep to come.
    this.drift = leftAlone.plus(sweep.multipliedBy(2));
  }

  /** Until when a change by hand that is made now is left alone. */
  Instant leftAloneUntil() {
    return account.now().plus(leftAlone);
  }

  /** Whether all changes had their effect a while ago. */
  boolean isSettled(ScalableResource resource) {
    var changed = last.get(resource.key());
    return !since.containsKey(resource.key())
        && !drifted.contains(resource.key())
        && changed != null
        && changed.plus(Duration.ofHours(2)).isBefore(account.now());
  }

  /** Somebody changed what Tagscaler manages, in a way that it leaves alone for a while. */
  void drift(ScalableResource resource) {
    drifted.add(resource.key());
    of(Stream.of(resource));
  }

  /** How long until a change by hand that is made now is undone at the latest. */
  Duration drift() {
    return drift;
  }

  /** People changed these resources: their current state may have to be kept. */
  void of(Stream<ScalableResource> resources) {
    var snapshots = new HashMap<String, AccountSnapshot>();
    resources.forEach(resource -> {
      since.put(
          resource.key(),
          drifted.contains(resource.key()) ? account.now().plus(drift) : account.now());
      last.put(resource.key(), account.now());
      fleet.remember(
          resource,
          snapshots.computeIfAbsent(resource.name(), account::snapshot).before(resource),
          account.now());
    });
  }

  /** A resource is right: whether that was noticed after a change. */
  void right(ScalableResource resource, ExpectedState expected) {
    since.remove(resource.key());
    if (expected instanceof ExpectedState.Exact) {
      drifted.remove(resource.key());
    }
  }

  /** Whether the last change is so long ago that the function must have handled it. */
  boolean late(ScalableResource resource) {
    var changed = since.get(resource.key());
    return changed == null || changed.plus(Duration.ofHours(2)).isBefore(account.now());
  }
}
