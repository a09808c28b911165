package io.github.tagscaler.sweep;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How many resources a sweep may still read one by one. Ends early when the function's time is
 * running out, and when AWS throttles: the next sweep goes on.
 */
final class ReadBudget {
  /** Two calls each; a function that knows nothing reads 10,000 endpoints in seven sweeps. */
  static final int RESOURCES = 1500;

  private final BooleanSupplier timeLeft;
  private int left;

  ReadBudget(BooleanSupplier timeLeft) {
    this(timeLeft, RESOURCES);
  }

  private ReadBudget(BooleanSupplier timeLeft, int left) {
    this.timeLeft = timeLeft;
    this.left = left;
  }

  /** One that only AWS ends. */
  static ReadBudget unlimited() {
    return new ReadBudget(() -> true, Integer.MAX_VALUE);
  }

  /**
   * What was read; empty if it does not exist, or nothing may be read any more.
   *
   * @throws CallFailedException if it cannot be read; others may still be
   */
  <T> Optional<T> read(Supplier<Optional<T>> call) {
    if (left <= 0 || !timeLeft.getAsBoolean()) {
      left = 0;
      return Optional.empty();
    }
    left--;
    try {
      return call.get();
    } catch (CallFailedException failure) {
      if (failure.code() == Code.THROTTLED || !failure.answered()) {
        left = 0;
        return Optional.empty();
      }
      throw failure;
    }
  }
}
