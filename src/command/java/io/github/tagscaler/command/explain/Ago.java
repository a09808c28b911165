package io.github.tagscaler.command.explain;

import java.time.Duration;
import java.time.Instant;

/** Lengths of time as people say them. */
final class Ago {
  private Ago() {}

  /** {@code 3 h ago}. */
  static String of(Instant then, Instant now) {
    var age = Duration.between(then, now);
    return age.toSeconds() < 60 ? "just now" : length(age) + " ago";
  }

  /** {@code 3 h}, {@code 45 min}, {@code 2 days}; rounded. */
  static String length(Duration length) {
    long minutes = Math.round(length.toSeconds() / 60.0);
    if (minutes < 1) {
      return length.toSeconds() + " s";
    }
    if (minutes < 60) {
      return minutes + " min";
    }
    if (minutes < 48 * 60) {
      long hours = minutes / 60;
      long rest = minutes % 60;
      return hours < 6
          ? hours + " h" + (rest >= 5 ? " " + rest + " min" : "")
          : Math.round(minutes / 60.0) + " h";
    }
    return Math.round(minutes / 1440.0) + " days";
  }
}
