package io.github.tagscaler.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The grammar of single values; whitespace around them is gone already.
 *
 * <ul>
 *   <li>whole number: digits ({@code 4})
 *   <li>number: digits, perhaps a point and digits ({@code 0.5})
 *   <li>cooldown: digits and perhaps {@code s}, {@code m} or {@code h}; none means seconds
 *   <li>switch: {@code on}, {@code true}, {@code yes} or {@code off}, {@code false}, {@code no}
 * </ul>
 */
final class Values {
  static final String WHOLE_NUMBER = "A whole number such as 4 is allowed";
  static final String NUMBER = "A number above 0 such as 5 or 0.5 is allowed";
  static final String COOLDOWN = "A time such as 300, 300s, 5m or 1h is allowed";
  static final String SWITCH = "on, true, yes or off, false, no is allowed";

  private static final Set<String> ON = Set.of("on", "true", "yes");
  private static final Set<String> OFF = Set.of("off", "false", "no");
  // Nine digits hold every capacity and cooldown that AWS takes and fit an int.
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9}) ?([smh]?)");

  private Values() {}

  static Optional<Integer> wholeNumber(String text) {
    return DIGITS.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** A number above zero. */
  static Optional<BigDecimal> number(String text) {
    return DECIMAL.matcher(text).matches()
        ? Optional.of(new BigDecimal(text)).filter(number -> number.signum() > 0)
        : Optional.empty();
  }

  static Optional<Duration> cooldown(String text) {
    var time = TIME.matcher(text.toLowerCase(Locale.ROOT));
    if (!time.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(time.group(1));
    var cooldown =
        switch (time.group(2)) {
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofSeconds(count);
        };
    // The API takes seconds as an int.
    return Optional.of(cooldown).filter(each -> each.toSeconds() <= Integer.MAX_VALUE);
  }

  static Optional<Boolean> onOff(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (ON.contains(lower)) {
      return Optional.of(true);
    }
    return OFF.contains(lower) ? Optional.of(false) : Optional.empty();
  }
}
