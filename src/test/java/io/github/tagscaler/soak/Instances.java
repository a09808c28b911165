package io.github.tagscaler.soak;

import io.github.tagscaler.lambda.ScalingHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The instances of the function that Lambda keeps. Any of them gets an invocation, and now and then
 * one is replaced: what an instance remembers, the others do not know, and no instance for long.
 */
final class Instances {
  private final Supplier<ScalingHandler> start;
  private final int most;
  private final Dice dice;
  private final List<ScalingHandler> warm = new ArrayList<>();
  private int started;

  /** At most so many, each started like that. */
  Instances(Supplier<ScalingHandler> start, int most, Dice dice) {
    this.most = most;
    this.start = start;
    this.dice = dice;
  }

  /** How many there ever were. */
  int started() {
    return started;
  }

  /** That which gets the next invocation. */
  ScalingHandler next() {
    int draw = dice.below(most);
    boolean replaced = dice.chance(1);
    if (draw >= warm.size()) {
      warm.add(fresh());
      return warm.getLast();
    }
    if (replaced) {
      warm.set(draw, fresh());
    }
    return warm.get(draw);
  }

  /** That one is no more. */
  void died(ScalingHandler instance) {
    warm.remove(instance);
  }

  private ScalingHandler fresh() {
    started++;
    return start.get();
  }
}
