package io.github.tagscaler.command.tags.search;

import java.time.Duration;

/** Times as tags and policies write them. */
final class Times {
  private Times() {}

  /** The shortest form: {@code 5m}, {@code 90s}, {@code 1h}. */
  static String of(Duration time) {
    long seconds = time.toSeconds();
    if (seconds > 0 && seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
