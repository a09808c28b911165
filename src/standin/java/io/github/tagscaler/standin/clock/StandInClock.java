package io.github.tagscaler.standin.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A clock that moves when it is set, and by itself only if it ticks. While past events are
 * replayed, it shows the time of the event.
 */
public final class StandInClock implements InstantSource {

  private final boolean ticking;
  private Instant base;
  private long baseNanos = System.nanoTime();
  private Optional<Instant> reliving = Optional.empty();

  public StandInClock(Instant start, boolean ticking) {
    this.base = start.truncatedTo(ChronoUnit.MILLIS);
    this.ticking = ticking;
  }

  @Override
  public synchronized Instant instant() {
    return reliving.orElseGet(this::present);
  }

  private Instant present() {
    return ticking
        ? base.plusNanos(System.nanoTime() - baseNanos).truncatedTo(ChronoUnit.MILLIS)
        : base;
  }

  public synchronized void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time only goes forward, was asked for " + duration);
    }
    base = base.plus(duration);
  }

  public synchronized void set(Instant instant) {
    base = instant.truncatedTo(ChronoUnit.MILLIS);
    baseNanos = System.nanoTime();
  }

  synchronized void replay(Instant moment) {
    reliving = Optional.of(moment);
  }

  synchronized void returnToPresent() {
    reliving = Optional.empty();
  }
}
