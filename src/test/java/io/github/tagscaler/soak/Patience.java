package io.github.tagscaler.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Knows since when things are wrong, and which of them for longer than they may be. */
final class Patience {
  private final Duration most;
  private final Map<String, Instant> since = new TreeMap<>();

  /**
   * @param most how long something may be wrong, from when it was first seen to be
   */
  Patience(Duration most) {
    this.most = most;
  }

  /**
   * What is wrong for too long.
   *
   * @param wrong by key, all that is wrong now
   * @param changed by key, when people last changed something; nobody can have seen to it before
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
