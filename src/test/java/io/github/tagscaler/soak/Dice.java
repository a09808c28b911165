package io.github.tagscaler.soak;

import java.util.List;
import java.util.Random;

/** Draws everything that people do from one seed. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  /** From 0 on, less than that. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T any(List<T> all) {
    return all.get(below(all.size()));
  }

  boolean chance(int percent) {
    return below(100) < percent;
  }
}
