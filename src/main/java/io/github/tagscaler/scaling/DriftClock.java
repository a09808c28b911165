package io.github.tagscaler.scaling;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Decides when drift is undone. The first run that sees drift notes the time in a tag of the
 * target; people then have a while to keep the change.
 */
final class DriftClock {
  private final Duration delay;
  private final Repair repair;
  private final Optional<Instant> firstSeen;
  private final Instant now;

  /**
   * The clock of one target in one run.
   *
   * @param delay how long drift is kept; if zero, until any sweep, and no time is noted
   */
  DriftClock(Duration delay, Repair repair, ObservedTarget observed, Instant now) {
    this.delay = delay;
    this.repair = repair;
    this.firstSeen =
        Optional.ofNullable(observed.tags().get(Ownership.DRIFT)).flatMap(DriftClock::time);
    this.now = now;
  }

  private static Optional<Instant> time(String tag) {
    try {
      return Optional.of(Instant.parse(tag));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** Whether this run undoes drift. */
  boolean isDue() {
    return switch (repair) {
      case LEAVE -> false;
      case WHEN_DUE ->
          delay.isZero() || firstSeen.filter(seen -> !now.isBefore(seen.plus(delay))).isPresent();
      case NOW -> true;
    };
  }

  /** When drift may be undone; empty if the next sweep does so. */
  Optional<Instant> dueAt() {
    return delay.isZero() ? Optional.empty() : Optional.of(firstSeen.orElse(now).plus(delay));
  }

  /** The time to note; empty if it is noted, or is not needed. */
  Optional<String> note() {
    return delay.isZero() || firstSeen.isPresent()
        ? Optional.empty()
        : Optional.of(now.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
