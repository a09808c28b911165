package io.github.tagscaler.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Tracks since when states are wrong, and which are wrong for longer than allowed. */
final class RepairDeadlines {
  private final Duration most;
  private final Map<String, Instant> since = new TreeMap<>();

  /**
   * @param most how long something may be wrong after it was first seen
   */
  RepairDeadlines(Duration most) {
    this.most = most;
  }

  /**
   * The states that are wrong for too long.
   *
   * @param wrong by key, all that is wrong now
   * @param changed by key, when people last changed something; it cannot have been repaired before
   */
  List<String> overdue(Map<String, String> wrong, Instant now, Map<String, Instant> changed) {
    since.keySet().retainAll(wrong.keySet());
    wrong.keySet().forEach(key -> since.putIfAbsent(key, now));
    return wrong.entrySet().stream()
        .filter(entry -> {
          var seen = Objects.requireNonNull(since.get(entry.getKey()));
          var last = Objects.requireNonNullElse(changed.get(entry.getKey()), seen);
          return !(last.isAfter(seen) ? last : seen).plus(most).isAfter(now);
        })
        .map(Map.Entry::getValue)
        .toList();
  }
}
