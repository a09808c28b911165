package io.github.tagscaler.soak;

import java.util.List;
import java.util.Random;

/** Draws all random decisions of people from one seed. */
final class SeededRandom {
  private final Random random;

  SeededRandom(long seed) {
    random = new Random(seed);
  }

  /** From 0 to less than the bound. */
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
