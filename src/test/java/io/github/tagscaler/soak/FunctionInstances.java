package io.github.tagscaler.soak;

import io.github.tagscaler.lambda.ScalingHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The instances of the function that Lambda keeps. Any of them can get an invocation, and sometimes
 * one is replaced: an instance's memory is not shared and does not last.
 */
final class FunctionInstances {
  private final Supplier<ScalingHandler> start;
  private final int most;
  private final SeededRandom seeded;
  private final List<ScalingHandler> warm = new ArrayList<>();
  private int started;

  /** At most {@code most} instances, each created by {@code start}. */
  FunctionInstances(Supplier<ScalingHandler> start, int most, SeededRandom seeded) {
    this.most = most;
    this.start = start;
    this.seeded = seeded;
  }

  /** How many were started in total. */
  int started() {
    return started;
  }

  /** The instance that gets the next invocation. */
  ScalingHandler next() {
    int draw = seeded.below(most);
    boolean replaced = seeded.chance(1);
    if (draw >= warm.size()) {
      warm.add(fresh());
      return warm.getLast();
    }
    if (replaced) {
      warm.set(draw, fresh());
    }
    return warm.get(draw);
  }

  /** Replaces every instance, as a deployment does. */
  void replaceAll() {
    warm.clear();
  }

  /** Removes an instance. */
  void died(ScalingHandler instance) {
    warm.remove(instance);
  }

  private ScalingHandler fresh() {
    started++;
    return start.get();
  }
}
