package io.github.tagscaler.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The quarters of an hour that a sweep stands for. In each it is another part of the fleet's turn
 * to be looked at closely, so that however far apart sweeps are, each part has its turn as often.
 *
 * @param first the first of them, as a number that counts on for ever
 * @param last the last, in which the sweep began; less than the first if the sweep before began in
 *     it as well
 * @param guessed whether nobody knows when the sweep before began
 */
record Turns(long first, long last, boolean guessed) {
  private static final long SECONDS = Duration.ofMinutes(15).toSeconds();

  /** As many as lie in the longest interval of sweeps. */
  private static final int MOST = 4;

  /**
   * Those since the sweep before, an hour's at most, and if nobody knows.
   *
   * @param before when that one began, {@code null} if nobody knows
   */
  static Turns since(@Nullable Instant before, Instant began) {
    long last = Math.floorDiv(began.getEpochSecond(), SECONDS);
    long hour = last - MOST + 1;
    // Of a clock that was set back nothing can be concluded.
    return before == null || before.isAfter(began)
        ? new Turns(hour, last, true)
        : new Turns(
            Math.max(hour, Math.floorDiv(before.getEpochSecond(), SECONDS) + 1), last, false);
  }

  /** Those that it stands for by all that is known; for what costs calls of the sweep itself. */
  Turns known() {
    return guessed ? new Turns(last, last, true) : this;
  }

  /** Whether any of them is that resource's turn, of so many parts. */
  boolean anyOf(String arn, int parts) {
    int part = Math.floorMod(arn.hashCode(), parts);
    return LongStream.rangeClosed(first, last).anyMatch(turn -> Math.floorMod(turn, parts) == part);
  }
}
