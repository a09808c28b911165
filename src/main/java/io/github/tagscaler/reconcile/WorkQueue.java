package io.github.tagscaler.reconcile;

import java.time.Duration;

/** Port: Tagscaler's own queue. */
public interface WorkQueue {

  /** Whether there is one: without, nothing can be put off. */
  boolean present();

  /**
   * Sends a message that arrives again later.
   *
   * @param body an event, as it arrived
   * @param delay at most 15 minutes, which is all that SQS takes
   */
  void sendLater(String body, Duration delay);
}
