package io.github.tagscaler.policy.window;

import io.github.tagscaler.outcome.Quote;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads hours: {@code HH:MM-HH:MM}, two digits each. {@code 24:00} is the end of a day and cannot
 * begin a range: {@code Mon 24:00} would be Tuesday.
 */
final class HoursReader {
  private static final String WRITTEN =
      "Hours are written HH:MM-HH:MM, from 00:00 to 24:00, such as 08:00-20:00.";
  private static final Pattern TIME = Pattern.compile("([0-9]{2}):([0-9]{2})");

  /** Hours without minutes: {@code 9-5}. */
  private static final Pattern BARE_HOURS = Pattern.compile("(\\d{1,2})-(\\d{1,2})");

  private static final Pattern LOOSE_TIME =
      Pattern.compile("([0-9]{1,2}?)(?:[:.h]?([0-9]{2}))?h?(am|pm)?");

  private HoursReader() {}

  /** The hours; empty, with a flaw reported, if they are invalid. */
  static Optional<Hours> read(String text, Consumer<Flaw> flaws) {
    var hours = strict(text);
    if (hours.isEmpty()) {
      flaws.accept(Flaw.badValue(whyNot(text, text.split("-", -1))));
    }
    return hours;
  }

  private static Optional<Hours> strict(String text) {
    var ends = Stream.of(text.split("-", -1)).map(HoursReader::time).toList();
    if (ends.size() != 2 || ends.stream().anyMatch(OptionalInt::isEmpty)) {
      return Optional.empty();
    }
    int from = ends.getFirst().getAsInt();
    int to = ends.getLast().getAsInt();
    return from == Hours.DAY || from == to ? Optional.empty() : Optional.of(new Hours(from, to));
  }

  private static String whyNot(String text, String[] ends) {
    if (ends.length != 2 || !isTime(ends[0]) || !isTime(ends[1])) {
      return "%s is not a valid time range. %s"
          .formatted(
              Quote.of(text), meant(text).map(hours -> "Write \"" + hours + "\".").orElse(WRITTEN));
    }
    var fromMidnight = "00:00-" + ends[1];
    return ends[0].equals(ends[1]) || strict(fromMidnight).isEmpty()
        ? "%s ends when it begins. For whole days write \"00:00-24:00\".".formatted(Quote.of(text))
        : "%s begins at 24:00, which is the next day. Write \"%s\", and the day after."
            .formatted(Quote.of(text), fromMidnight);
  }

  /** Whether that is a time of day. */
  static boolean isTime(String text) {
    return time(text).isPresent();
  }

  private static OptionalInt time(String text) {
    var time = TIME.matcher(text);
    if (!time.matches()) {
      return OptionalInt.empty();
    }
    int minute = Integer.parseInt(time.group(2));
    int minutes = Integer.parseInt(time.group(1)) * 60 + minute;
    return minute < 60 && minutes <= Hours.DAY ? OptionalInt.of(minutes) : OptionalInt.empty();
  }

  private static Optional<String> meant(String text) {
    var times = new ArrayList<String>();
    for (var end : afternoon(text).toLowerCase(Locale.ROOT).split("-+|\\.{2,}|to|until", -1)) {
      loose(end).ifPresent(times::add);
    }
    var hours = String.join("-", times);
    // Read again, so that only what is accepted is suggested.
    return Optional.of(hours)
        .filter(_ -> times.size() == 2)
        .filter(each -> strict(each).isPresent());
  }

  /** The end of {@code 9-5} is in the afternoon: nobody works from nine until five the next day. */
  private static String afternoon(String text) {
    var hours = BARE_HOURS.matcher(text);
    if (!hours.matches()) {
      return text;
    }
    int from = Integer.parseInt(hours.group(1));
    int to = Integer.parseInt(hours.group(2));
    return 0 < to && to < from && from <= 12 ? from + "-" + (to + 12) : text;
  }

  private static Optional<String> loose(String text) {
    var time = LOOSE_TIME.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    int hour = Integer.parseInt(time.group(1));
    var half = time.group(3);
    int onTheClock = half == null ? hour : hour % 12 + (half.equals("pm") ? 12 : 0);
    var minute = time.group(2);
    return Optional.of("%02d:%s".formatted(onTheClock, minute == null ? "00" : minute));
  }
}
