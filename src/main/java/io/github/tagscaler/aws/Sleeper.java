package io.github.tagscaler.aws;

import java.time.Duration;

/** Waits. Tests replace it so that they need not. */
@FunctionalInterface
interface Sleeper {

  void sleep(Duration time) throws InterruptedException;

  /** Waits; {@code false} if the thread was interrupted meanwhile. */
  default boolean slept(Duration time) {
    try {
      sleep(time);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
