package io.github.tagscaler.policy.window;

import io.github.tagscaler.outcome.Quote;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one window, or says which of its three parts are missing or wrong. */
final class WindowReader {
  static final String EXAMPLE =
      "An expression is written as in \"Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin\".";
  static final String BOUNDS = "Write a range such as 2-8, one number, or base there.";

  private final Words words;
  private final Consumer<Flaw> flaws;

  WindowReader(Words words, Consumer<Flaw> flaws) {
    this.words = words;
    this.flaws = flaws;
  }

  /** The window that is next; there must be a word, and one that is no joint. */
  Optional<Window> window() {
    int start = words.position();
    var days = days();
    int afterDays = words.position();
    var hours = hours();
    int afterHours = words.position();
    var bounds = bounds();
    tellMissing(
        words.since(start),
        afterDays == start,
        afterHours == afterDays,
        words.position() == afterHours);
    return days.flatMap(d -> hours.flatMap(h -> bounds.map(b -> new Window(d, h, b))));
  }

  /** The bounds that are next, if any are. */
  Optional<BoundsExpression> bounds() {
    return words.atSomeBounds() ? BoundsReader.read(words.next(), flaws) : Optional.empty();
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
    tell("%s is one range of hours: write \"%s\".".formatted(Quote.of(words.since(start)), right));
    return HoursReader.read(right, flaws);
  }

  private void tellMissing(String text, boolean noDays, boolean noHours, boolean noBounds) {
    var said = Quote.of(text);
    if (noDays && noHours) {
      tell(
          "%s has neither days nor hours. Write \"Daily 00:00-24:00 %s\" if it is to hold always."
              .formatted(said, Quote.escape(text)));
    } else if (noDays) {
      tell(
          "%s has no days. Write \"Daily %s\" if it is to hold every day."
              .formatted(said, Quote.escape(text)));
    } else if (noHours && noBounds) {
      tell("%s has neither hours nor bounds. %s".formatted(said, EXAMPLE));
    } else if (noHours) {
      tell("%s has no hours. Write 00:00-24:00 after the days for whole days.".formatted(said));
    }
    if (noBounds && !noHours) {
      tell("Bounds are missing after %s. %s".formatted(said, BOUNDS));
    }
  }

  private void tell(String message) {
    flaws.accept(Flaw.badValue(message));
  }
}
