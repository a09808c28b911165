package io.github.tagscaler.aws;

import java.time.Duration;

/** Lets time pass; so that tests need not. */
@FunctionalInterface
interface Sleeper {

  void of(Duration time) throws InterruptedException;

  /** Whether the time passed; {@code false} if the thread was told to stop meanwhile. */
  default boolean ended(Duration time) {
    try {
      of(time);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
