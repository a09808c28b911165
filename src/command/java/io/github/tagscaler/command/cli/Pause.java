package io.github.tagscaler.command.cli;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
  /** Returns after that time, or sooner if the thread is interrupted. */
  void sleep(Duration time);

  /** Real time. */
  static void really(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
