package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.clock.StandInClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many calls of one kind an account may make in a second, whoever makes them. */
public final class CallRate {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final StandInClock clock;
  private final Deque<Instant> lately = new ArrayDeque<>();
  private int limit = Integer.MAX_VALUE;

  CallRate(StandInClock clock) {
    this.clock = clock;
  }

  public void limit(int aSecond) {
    limit = aSecond;
  }

  /** Make a call; whether the account may. */
  public boolean allows() {
    if (limit == Integer.MAX_VALUE) {
      return true;
    }
    Instant now = clock.instant();
    lately.removeIf(call -> !call.isAfter(now.minus(SECOND)));
    if (lately.size() >= limit) {
      return false;
    }
    lately.add(now);
    return true;
  }
}
