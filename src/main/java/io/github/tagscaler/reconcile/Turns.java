package io.github.tagscaler.reconcile;

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
 */
record Turns(long first, long last) {
  private static final long SECONDS = Duration.ofMinutes(15).toSeconds();

  /** As many as lie in the longest interval of sweeps. */
  private static final int MOST = 4;

  /**
   * Those since the sweep before.
   *
   * @param before when that one began, {@code null} if nobody knows
   */
  static Turns since(@Nullable Instant before, Instant began) {
    long last = Math.floorDiv(began.getEpochSecond(), SECONDS);
    // Of a clock that was set back nothing can be concluded.
    if (before == null || before.isAfter(began)) {
      return new Turns(last, last);
    }
    long next = Math.floorDiv(before.getEpochSecond(), SECONDS) + 1;
    return new Turns(Math.max(next, last - MOST + 1), last);
  }

  /** Whether any of them is that part's turn, 0 for the first of so many parts. */
  boolean anyOf(int part, int parts) {
    return LongStream.rangeClosed(first, last).anyMatch(turn -> Math.floorMod(turn, parts) == part);
  }
}
