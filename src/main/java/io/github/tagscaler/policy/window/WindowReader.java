package io.github.tagscaler.policy.window;

import io.github.tagscaler.outcome.Quote;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one window, or reports which of its three parts are missing or wrong. */
final class WindowReader {
  static final String EXAMPLE =
      "A schedule is written like Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin.";
  static final String BOUNDS = "Write a range such as 2-8, one number, or base there.";

  private final Words words;
  private final Consumer<Flaw> flaws;

  WindowReader(Words words, Consumer<Flaw> flaws) {
    this.words = words;
    this.flaws = flaws;
  }

  /** The next window; the next word must be part of one. */
  Optional<Window> window() {
    int start = words.position();
    var days = days();
    int afterDays = words.position();
    var hours = hours();
    int afterHours = words.position();
    var bounds = bounds();
    reportMissing(
        start, afterDays == start, afterHours == afterDays, words.position() == afterHours);
    return days.flatMap(d -> hours.flatMap(h -> bounds.map(b -> new Window(d, h, b))));
  }

  /** The next bounds, if there are any. */
  Optional<BoundsExpression> bounds() {
    if (words.atMinAndMax()) {
      return minAndMax();
    }
    return words.atSomeBounds() ? BoundsReader.read(words.next(), flaws) : Optional.empty();
  }

  private Optional<BoundsExpression> minAndMax() {
    int start = words.position();
    words.next();
    var min = words.next();
    words.next();
    var range = min + "-" + words.next();
    var bounds = BoundsReader.read(range, flaws);
    bounds.ifPresent(_ ->
        report("%s is not a range. Write \"%s\".".formatted(Quote.of(words.since(start)), range)));
    return bounds;
  }

  private Optional<Weekdays> days() {
    if (words.atHours() || words.atBounds()) {
      return Optional.empty();
    }
    var word = words.next();
    var days = DaysReader.read(word);
    if (days.isEmpty()) {
      flaws.accept(DaysReader.flaw(word));
    }
    return days;
  }

  private Optional<Hours> hours() {
    if (words.atSeparateTimes()) {
      return separateTimes();
    }
    return words.atHoursOrBeforeBounds() ? HoursReader.read(words.next(), flaws) : Optional.empty();
  }

  private Optional<Hours> separateTimes() {
    int start = words.position();
    var from = words.next();
    if (Words.isTo(words.peek())) {
      words.next();
    }
    var right = from + "-" + words.next();
    var hours = HoursReader.read(right, flaws);
    hours.ifPresent(_ ->
        report(
            "%s is not a range of hours. Write \"%s\"."
                .formatted(Quote.of(words.since(start)), right)));
    return hours;
  }

  private void reportMissing(int start, boolean noDays, boolean noHours, boolean noBounds) {
    if (!noDays && !noHours && !noBounds) {
      return;
    }
    var text = words.since(start);
    var said = Quote.of(text);
    if (noDays && noHours) {
      report(
          "%s has no days and no hours. Write \"Daily 00:00-24:00 %s\" for bounds that always apply."
              .formatted(said, Quote.escape(text)));
    } else if (noDays) {
      report(
          "%s has no days. Write \"Daily %s\" for every day.".formatted(said, Quote.escape(text)));
    } else if (noHours && noBounds) {
      report("%s has no hours and no bounds. %s".formatted(said, EXAMPLE));
    } else if (noHours) {
      report("%s has no hours. For whole days write 00:00-24:00 after the days.".formatted(said));
    }
    if (noBounds && !noHours) {
      report("Bounds are missing after %s. %s".formatted(said, BOUNDS));
    }
  }

  private void report(String message) {
    flaws.accept(Flaw.badValue(message));
  }
}
