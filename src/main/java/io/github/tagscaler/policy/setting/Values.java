package io.github.tagscaler.policy.setting;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The grammar of single values; whitespace around them is gone already.
 *
 * <ul>
 *   <li>whole number: digits ({@code 4})
 *   <li>number: digits, perhaps a point and digits ({@code 0.5})
 *   <li>cooldown: digits and perhaps {@code s}, {@code m} or {@code h}; none means seconds
 *   <li>moment: a date ({@code 2026-12-31}), perhaps with a time ({@code 2026-12-31 18:00}, or
 *       {@code 2026-12-31T18:00Z} as other tools write it)
 *   <li>switch: {@code on}, {@code true}, {@code yes} or {@code off}, {@code false}, {@code no}
 * </ul>
 */
public final class Values {
  public static final List<String> ON = List.of("on", "true", "yes");
  public static final List<String> OFF = List.of("off", "false", "no");
  public static final List<String> SWITCH = Stream.of(ON, OFF).flatMap(List::stream).toList();

  // Nine digits hold every capacity and cooldown that AWS takes and fit an int.
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})([smh]?)");

  private static final Pattern MOMENT =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})(?:(?:\\s+|T)([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)\\s*(Z)?)?",
          Pattern.CASE_INSENSITIVE);

  private Values() {}

  public static Optional<Integer> wholeNumber(String text) {
    return DIGITS.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** A number above zero. */
  public static Optional<BigDecimal> number(String text) {
    return DECIMAL.matcher(text).matches()
        ? Optional.of(plain(new BigDecimal(text))).filter(number -> number.signum() > 0)
        : Optional.empty();
  }

  public static Optional<Duration> cooldown(String text) {
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

  /** A date, which means its first minute, or a minute of it. */
  public static Optional<Moment> moment(String text) {
    var moment = MOMENT.matcher(text);
    if (!moment.matches()) {
      return Optional.empty();
    }
    try {
      var time = moment.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(moment.group(2));
      return Optional.of(
          new Moment(LocalDate.parse(moment.group(1)).atTime(time), moment.group(3) != null));
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  public static Optional<Boolean> onOff(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (ON.contains(lower)) {
      return Optional.of(true);
    }
    return OFF.contains(lower) ? Optional.of(false) : Optional.empty();
  }

  /** The same number in its one shortest form, so that {@code 5} and {@code 5.0} are equal. */
  public static BigDecimal plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
