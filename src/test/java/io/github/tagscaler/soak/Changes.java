package io.github.tagscaler.soak;

import io.github.tagscaler.soak.Fleet.Scalee;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Since when something is to be otherwise than it may be yet. */
final class Changes {
  private final Account account;
  private final Fleet fleet;

  /** By key, since when something is to be as its tags ask. */
  final Map<String, Instant> since = new TreeMap<>();

  /** By key, when people last changed something. */
  final Map<String, Instant> last = new TreeMap<>();

  Changes(Account account, Fleet fleet) {
    this.account = account;
    this.fleet = fleet;
  }

  /** People changed something about these: what is there now may have to stay. */
  void of(Stream<Scalee> scalees) {
    var scenes = new HashMap<String, Scene>();
    scalees.forEach(scalee -> {
      since.put(scalee.key(), account.now());
      last.put(scalee.key(), account.now());
      fleet.remember(scalee, scenes.computeIfAbsent(scalee.name(), account::look).before(scalee));
    });
  }

  /** Whether there was more than enough time since something of it changed. */
  boolean late(Scalee scalee) {
    var changed = since.get(scalee.key());
    return changed == null || changed.plus(Duration.ofHours(2)).isBefore(account.now());
  }
}
