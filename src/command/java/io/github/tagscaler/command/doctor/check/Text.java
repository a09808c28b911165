package io.github.tagscaler.command.doctor.check;

import java.time.Duration;
import java.util.List;

/** Numbers and lists in words. */
final class Text {
  private Text() {}

  /** Such as {@code 1 message} or {@code 3 messages}. */
  static String count(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  /** Such as {@code 7 minutes} or {@code 2 h 5 min}. */
  static String time(Duration duration) {
    long minutes = duration.toMinutes();
    if (minutes < 1) {
      return "less than a minute";
    }
    if (minutes < 60) {
      return count(minutes, "minute");
    }
    return minutes < 48 * 60
        ? "%d h %d min".formatted(minutes / 60, minutes % 60)
        : count(minutes / (24 * 60), "day");
  }

  /** {@code a, b and c}. */
  static String list(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
