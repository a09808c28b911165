package io.github.tagscaler.policy.window;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads days: {@code Mon} to {@code Sun}, ranges that may run over the week's end ({@code
 * Fri-Mon}), and {@code Daily}, joined by {@code /}, in whatever case.
 */
final class DaysReader {
  private static final Map<String, DayOfWeek> BY_NAME =
      Stream.of(DayOfWeek.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  day -> Weekdays.name(day).toLowerCase(Locale.ROOT), Function.identity()));
  private static final List<String> ALLOWED =
      Stream.concat(Stream.of(DayOfWeek.values()).map(Weekdays::name), Stream.of(Weekdays.DAILY))
          .toList();
  private static final Set<String> EVERY_DAY =
      Set.of("everyday", "every-day", "all", "always", "*");

  private DaysReader() {}

  /** The days; empty if they are invalid. */
  static Optional<Weekdays> read(String text) {
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var piece : text.split("/", -1)) {
      var some = piece(piece);
      if (some.isEmpty()) {
        return Optional.empty();
      }
      days.addAll(some);
    }
    return Optional.of(new Weekdays(days));
  }

  /** The flaw of text that is not valid days. */
  static Flaw flaw(String text) {
    var meant = meant(text).map(days -> " Did you mean \"" + days + "\"?").orElse("");
    return new Flaw(
        Code.BAD_VALUE,
        "%s is not a valid list of days. Use Mon, Tue, Wed, Thu, Fri, Sat, Sun, a range such as Mon-Fri, or Daily; join several with /, as in Mon/Wed.%s"
            .formatted(Quote.of(text), meant),
        ALLOWED);
  }

  private static Set<DayOfWeek> piece(String piece) {
    if (piece.equalsIgnoreCase(Weekdays.DAILY)) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    var ends = piece.split("-", -1);
    var first = day(ends[0]);
    var last = day(ends[ends.length - 1]);
    if (ends.length > 2 || first.isEmpty() || last.isEmpty()) {
      return Set.of();
    }
    // From a day to itself is one day to some people and a week to others.
    return ends.length == 2 && first.equals(last) ? Set.of() : range(first.get(), last.get());
  }

  private static Set<DayOfWeek> range(DayOfWeek first, DayOfWeek last) {
    var days = EnumSet.of(last);
    for (var day = first; day != last; day = day.plus(1)) {
      days.add(day);
    }
    return days;
  }

  private static Optional<DayOfWeek> day(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  private static Optional<String> meant(String text) {
    var pieces = new ArrayList<String>();
    for (var piece : text.split("[/,;&]+", -1)) {
      var meant = pieceMeant(piece.toLowerCase(Locale.ROOT));
      if (meant.isEmpty()) {
        return Optional.empty();
      }
      pieces.add(meant.get());
    }
    return Optional.of(String.join("/", pieces));
  }

  private static Optional<String> pieceMeant(String piece) {
    if (EVERY_DAY.contains(piece)) {
      return Optional.of(Weekdays.DAILY);
    }
    var ends = Stream.of(piece.split("-", -1)).map(DaysReader::word).toList();
    if (ends.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    // Read again, so that only what is accepted is suggested.
    var range = String.join("-", ends.stream().map(Optional::orElseThrow).distinct().toList());
    return read(range).isPresent() ? Optional.of(range) : Optional.empty();
  }

  private static Optional<String> word(String word) {
    return switch (word) {
      case "weekday", "weekdays", "workday", "workdays" -> Optional.of("Mon-Fri");
      case "weekend", "weekends" -> Optional.of("Sat-Sun");
      default ->
          ALLOWED.stream()
              .filter(each -> word.startsWith(each.toLowerCase(Locale.ROOT)))
              .findFirst()
              .or(() -> Suggestions.closest(word, ALLOWED).filter(each -> beginAlike(each, word)));
    };
  }

  /** Two edits turn any word of three letters into any other, so more must agree. */
  private static boolean beginAlike(String day, String word) {
    return word.regionMatches(true, 0, day, 0, 1) && word.length() > 1;
  }
}
