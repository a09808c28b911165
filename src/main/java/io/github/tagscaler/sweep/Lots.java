package io.github.tagscaler.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws lots: who comes first where a sweep does not get through all differs each time. */
final class Lots {
  private Lots() {}

  /** The same in another order, which the beginning of a sweep decides. */
  static <T> List<T> drawn(Collection<T> all, Instant began) {
    var drawn = new ArrayList<>(all);
    Collections.shuffle(drawn, new Random(began.getEpochSecond()));
    return drawn;
  }
}
