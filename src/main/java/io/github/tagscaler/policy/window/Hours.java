package io.github.tagscaler.policy.window;

/**
 * Part of a day, from one minute to another, which is excluded.
 *
 * @param from minute of the day
 * @param to minute of the day, 1440 at its end; at or before {@code from} it is the next day's
 */
public record Hours(int from, int to) {
  /** Minutes in a day. */
  static final int DAY = 24 * 60;

  public Hours {
    if (from < 0 || from >= DAY) {
      throw new IllegalArgumentException("must begin at 00:00 to 23:59, was minute " + from);
    }
    if (to < 0 || to > DAY) {
      throw new IllegalArgumentException("must end at 00:00 to 24:00, was minute " + to);
    }
    if (from == to) {
      throw new IllegalArgumentException("must not end when it begins, was minute " + from);
    }
  }

  /** How many minutes it lasts. */
  int length() {
    return to > from ? to - from : to + DAY - from;
  }

  private static String time(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }

  /** As an expression writes it. */
  @Override
  public String toString() {
    return time(from) + "-" + time(to);
  }
}
