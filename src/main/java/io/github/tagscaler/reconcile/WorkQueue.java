package io.github.tagscaler.reconcile;

import java.time.Duration;
import java.util.List;

/** Port: Tagscaler's own queue. */
public interface WorkQueue {

  /** Whether the stack has one; without it, nothing can be delayed. */
  boolean present();

  /**
   * Sends a message that arrives again later.
   *
   * @param body an event, as it arrived
   * @param delay at most 15 minutes, the longest that SQS accepts
   */
  void sendLater(String body, Duration delay);

  /**
   * Sends messages, ten in a call. Those that SQS refuses are sent once more.
   *
   * @throws CallFailedException if some are refused all the same; others may have been sent
   */
  void sendAll(List<Delayed> messages);

  /**
   * A message.
   *
   * @param delay at most 15 minutes
   */
  record Delayed(String body, Duration delay) {}
}
