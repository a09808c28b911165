package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.cli.ValueReader;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads a time such as {@code 250ms}, {@code 90}, {@code 90s}, {@code 5m} or {@code 1h}. */
final class TimeOption implements ValueReader<Duration> {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)\\s*(ms|s|m|h)?");
  private static final Duration LONGEST = Duration.ofHours(24);

  @Override
  public Duration convert(String text) {
    var match = TIME.matcher(text.strip());
    if (match.matches()) {
      double number = Double.parseDouble(match.group(1));
      var unit = match.group(2) == null ? "s" : match.group(2);
      double factor =
          switch (unit) {
            case "ms" -> 1;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 1000;
          };
      var time = Duration.ofMillis(Math.round(number * factor));
      if (time.compareTo(LONGEST) <= 0) {
        return time;
      }
    }
    throw new TypeConversionException("%s is not %s".formatted(text, accepted()));
  }

  @Override
  public String accepted() {
    return "a time of at most 24h, such as 250ms, 90s, 5m or 1h";
  }
}
