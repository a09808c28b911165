package io.github.tagscaler.policy.window;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.window.Windows.Reading;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads window expressions.
 *
 * <pre>
 * expression = window { " + " window } [ " else " bounds ] [ " " zone ]
 * window     = days " " hours " " bounds
 * days       = some { "/" some }            some  = "Daily" | day [ "-" day ]
 * day        = "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun"
 * hours      = time "-" time                time  = "00:00" to "24:00"
 * bounds     = end [ "-" end ]              end   = whole number | "base"
 * zone       = a name that Java and Joda-Time know, such as Europe/Berlin
 * </pre>
 *
 * <p>Case does not matter, nor does how much space stands between words. Where something is wrong,
 * reading goes on as if the likeliest had been meant, so that all that is wrong is told at once.
 */
final class ExpressionReader {
  private final List<Flaw> flaws = new ArrayList<>();
  private final List<Window> windows = new ArrayList<>();
  private final Words words;
  private final WindowReader parts;
  private Optional<BoundsExpression> otherwise = Optional.empty();
  private boolean elseSeen;
  private @Nullable ZoneId zone;
  private boolean zoneMisplaced;

  private ExpressionReader(String text) {
    words = new Words(Spacing.words(text, flaws::add));
    parts = new WindowReader(words, flaws::add);
  }

  static Reading read(String text) {
    return new ExpressionReader(text).expression();
  }

  private Reading expression() {
    if (!words.more()) {
      tell("There is nothing in it. " + WindowReader.EXAMPLE);
    } else if (words.atJoint()) {
      tell(
          "No window stands before %s. %s".formatted(Quote.of(words.peek()), WindowReader.EXAMPLE));
    } else {
      window();
    }
    while (words.more()) {
      int before = words.position();
      rest();
      if (words.position() == before) {
        // Better a bug that is told than a function that never ends.
        throw new IllegalStateException("There is no way past " + Quote.of(words.peek()));
      }
    }
    return flaws.isEmpty()
        ? new Reading.Understood(new Windows(windows, otherwise, Optional.ofNullable(zone)))
        : new Reading.Flawed(flaws);
  }

  private void rest() {
    if (Words.isPlus(words.peek())) {
      words.next();
      joined();
    } else if (Words.isElse(words.peek())) {
      otherwise();
    } else if (words.atWindow()) {
      int start = words.position();
      window();
      tell("A + is missing before %s.".formatted(Quote.of(words.since(start))));
    } else {
      zone();
    }
  }

  private void joined() {
    if (!words.more()) {
      tell("Nothing follows the last +. Write a window there, or leave the + out.");
    } else if (Words.isPlus(words.peek())) {
      tell("Nothing stands between + and +. Write a window there, or leave one + out.");
    } else if (Words.isElse(words.peek())) {
      tell("A + stands before else, where none may. Leave it out.");
    } else {
      window();
    }
  }

  private void window() {
    int start = words.position();
    var window = parts.window();
    var text = words.since(start);
    tellIfZoneBefore(text);
    if (elseSeen) {
      tell("%s stands after else. Write it before else, joined by +.".formatted(Quote.of(text)));
    }
    window.ifPresent(windows::add);
  }

  private void otherwise() {
    int start = words.position();
    words.next();
    int afterElse = words.position();
    var bounds = parts.bounds();
    var text = words.since(start);
    if (words.position() == afterElse) {
      tell("Bounds are missing after else. " + WindowReader.BOUNDS);
    }
    tellIfZoneBefore(text);
    if (elseSeen) {
      tell("%s is a second else, and there is at most one.".formatted(Quote.of(text)));
    }
    elseSeen = true;
    otherwise = bounds;
  }

  private void zone() {
    int start = words.position();
    var first = TimeZones.find(words.next());
    var second = words.position();
    while (words.more() && !words.atJoint() && !words.atWindow()) {
      words.next();
    }
    if (first.isEmpty()) {
      var text = words.since(start);
      tell(
          text.matches("[0-9-]+")
              ? "%s stands after the bounds, where only else or a time zone may. A range of bounds is written as in 2-8."
                  .formatted(Quote.of(text))
              : TimeZones.whyNot(text));
    } else {
      if (words.position() > second) {
        tell(
            "%s stands after the time zone, where nothing may."
                .formatted(Quote.of(words.since(second))));
      }
      if (zone != null && !zone.equals(first.get())) {
        tell("\"%s\" is a second time zone, and there is at most one.".formatted(first.get()));
      }
      zone = first.get();
    }
  }

  /** Whoever gives each window its zone hears of it once. */
  private void tellIfZoneBefore(String text) {
    if (zone != null && !zoneMisplaced) {
      zoneMisplaced = true;
      tell(
          "The time zone \"%s\" stands before %s. Write it once, at the very end."
              .formatted(zone, Quote.of(text)));
    }
  }

  private void tell(String message) {
    flaws.add(Flaw.badValue(message));
  }
}
