package io.github.tagscaler.sweep;

import java.time.Duration;
import java.time.Instant;

/**
 * Each resource's time of day, at which the first sweep reports what is wrong with it. It follows
 * from the ARN alone, so that nothing has to be remembered.
 */
final class ReminderTime {
  private static final long DAY = Duration.ofDays(1).toSeconds();

  private ReminderTime() {}

  /**
   * Whether it lies in the interval of a sweep, which ends when its event was sent.
   *
   * @param interval the time from one sweep to the next
   */
  static boolean isIn(Duration interval, Instant end, String arn) {
    long timeOfDay = Math.floorMod(arn.hashCode(), DAY);
    long beforeEnd = Math.floorMod(end.getEpochSecond() - timeOfDay, DAY);
    return beforeEnd < interval.toSeconds();
  }
}
