package io.github.tagscaler.soak;

import io.github.tagscaler.soak.SimulatedFleet.ScalableResource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** When people last changed something, and since when its tags require another state. */
final class ChangeTimes {
  private final SimulatedAccount account;
  private final SimulatedFleet fleet;

  /** By key, since when the tags require the state. */
  final Map<String, Instant> since = new TreeMap<>();

  /** By key, when people last changed something. */
  final Map<String, Instant> last = new TreeMap<>();

  ChangeTimes(SimulatedAccount account, SimulatedFleet fleet) {
    this.account = account;
    this.fleet = fleet;
  }

  /** People changed these resources: their current state may have to be kept. */
  void of(Stream<ScalableResource> resources) {
    var snapshots = new HashMap<String, AccountSnapshot>();
    resources.forEach(resource -> {
      since.put(resource.key(), account.now());
      last.put(resource.key(), account.now());
      fleet.remember(
          resource, snapshots.computeIfAbsent(resource.name(), account::snapshot).before(resource));
    });
  }

  /** Whether the last change is so long ago that the function must have handled it. */
  boolean late(ScalableResource resource) {
    var changed = since.get(resource.key());
    return changed == null || changed.plus(Duration.ofHours(2)).isBefore(account.now());
  }
}
