package io.github.tagscaler.lambda;

import java.time.Duration;

/** When a message that failed is tried again. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private Backoff() {}

  /**
   * Half a minute after the first time, then twice as long each time, at most a quarter of an hour.
   *
   * @param received how often the message was received, 1 for the first time
   */
  static Duration after(int received) {
    int doublings = Math.clamp(received - 1L, 0, 5);
    var delay = FIRST.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }
}
