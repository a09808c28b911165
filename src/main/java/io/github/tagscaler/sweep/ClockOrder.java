package io.github.tagscaler.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * An order that depends on the clock. Where one sweep cannot reach everything, the next ones reach
 * the rest, although nothing is remembered.
 */
final class ClockOrder {
  private ClockOrder() {}

  static <T> List<T> of(Collection<T> all, Instant now) {
    var shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(now.getEpochSecond()));
    return shuffled;
  }
}
