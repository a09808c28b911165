package io.github.tagscaler.policy.window;

import java.time.DayOfWeek;

/**
 * An instant of the week at which the bounds change.
 *
 * @param minute of the day
 * @param bounds in force from then on
 */
public record ChangePoint(DayOfWeek day, int minute, CapacityBounds bounds) {
  public ChangePoint {
    if (minute < 0 || minute >= Hours.DAY) {
      throw new IllegalArgumentException("minute of the day must be 0 to 1439, was " + minute);
    }
  }

  /** The same, counted from Monday 00:00. */
  int minuteOfWeek() {
    return minuteOfWeek(day, minute);
  }

  static int minuteOfWeek(DayOfWeek day, int minuteOfDay) {
    return (day.getValue() - 1) * Hours.DAY + minuteOfDay;
  }

  static ChangePoint at(int minuteOfWeek, CapacityBounds bounds) {
    return new ChangePoint(
        DayOfWeek.of(minuteOfWeek / Hours.DAY + 1), minuteOfWeek % Hours.DAY, bounds);
  }
}
