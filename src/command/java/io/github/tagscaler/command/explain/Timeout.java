package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.exit.UsageException;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads how long to wait. */
final class Timeout {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smh]?)");

  private Timeout() {}

  /**
   * The time, in the grammar of the tags' durations: {@code 90}, {@code 90s}, {@code 10m}, {@code
   * 1h}.
   *
   * @throws UsageException if it is none
   */
  static Duration read(String text) {
    var duration = DURATION.matcher(text.strip());
    if (!duration.matches() || Long.parseLong(duration.group(1)) == 0) {
      throw new UsageException(
          "--timeout is \"%s\", but it must be a time such as 90s, 10m or 1h.".formatted(text));
    }
    long number = Long.parseLong(duration.group(1));
    return switch (duration.group(2)) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
