package io.github.tagscaler.policy.window;

import java.time.DayOfWeek;

/**
 * A time of the week at which another value comes into force.
 *
 * @param minute of the day
 * @param value in force from then on
 */
public record ChangePoint<T>(DayOfWeek day, int minute, T value) {
  public ChangePoint {
    if (minute < 0 || minute >= Hours.DAY) {
      throw new IllegalArgumentException("minute of the day must be 0 to 1439, was " + minute);
    }
  }

  /** The same, counted from Monday 00:00. */
  int minuteOfWeek() {
    return minuteOfWeek(day, minute);
  }

  /** At the same time, to another value. */
  <R> ChangePoint<R> to(R other) {
    return new ChangePoint<>(day, minute, other);
  }

  static int minuteOfWeek(DayOfWeek day, int minuteOfDay) {
    return (day.getValue() - 1) * Hours.DAY + minuteOfDay;
  }

  static <T> ChangePoint<T> at(int minuteOfWeek, T value) {
    return new ChangePoint<>(
        DayOfWeek.of(minuteOfWeek / Hours.DAY + 1), minuteOfWeek % Hours.DAY, value);
  }
}
