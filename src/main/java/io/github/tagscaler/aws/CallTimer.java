package io.github.tagscaler.aws;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The timer that ends calls whose time is up, for all clients. Each call sets two timeouts, so they
 * must cost next to nothing: the SDK's own timers, one for each client, wake a thread for every
 * timeout when its time has come, even if the call ended long ago.
 */
final class CallTimer {
  private CallTimer() {}

  /**
   * @param shortest no timeout is shorter
   */
  static ScheduledThreadPoolExecutor withTimeoutsFrom(Duration shortest) {
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("call-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    // What is due before everything else wakes the thread when it is set. This always is, so that
    // no timeout does.
    long tick = shortest.dividedBy(2).toMillis();
    var _ = timer.scheduleWithFixedDelay(() -> {}, tick, tick, TimeUnit.MILLISECONDS);
    return timer;
  }
}
