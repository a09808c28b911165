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
 * <p>Case does not matter, nor does the amount of space between words. After a mistake, reading
 * goes on as if the most likely text had been written, so that every mistake is reported at once.
 */
public final class ExpressionReader {
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

  /** Reads an expression. */
  public static Reading read(String text) {
    return new ExpressionReader(text).expression();
  }

  private Reading expression() {
    if (!words.more()) {
      report("The schedule is empty. " + WindowReader.EXAMPLE);
    } else if (words.isSingle() && !words.atWindow() && !words.atBounds()) {
      report(notASchedule(words.next()));
    } else if (words.atJoint()) {
      report(
          "A window is missing before %s. %s"
              .formatted(Quote.of(words.peek()), WindowReader.EXAMPLE));
    } else {
      window();
    }
    while (words.more()) {
      int before = words.position();
      rest();
      if (words.position() == before) {
        // A bug that is reported is better than a function that never ends.
        throw new IllegalStateException("cannot read past " + Quote.of(words.peek()));
      }
    }
    return flaws.isEmpty()
        ? new Reading.Understood(new Windows(windows, otherwise, Optional.ofNullable(zone)))
        : new Reading.Flawed(flaws);
  }

  private static String notASchedule(String word) {
    return "%s is not a schedule. %s If it is the name of a policy, use the key policy instead."
        .formatted(Quote.of(word), WindowReader.EXAMPLE);
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
      var text = words.since(start);
      report(
          "%s needs a \" + \" before it. Write \"+ %s\"."
              .formatted(Quote.of(text), Quote.escape(text)));
    } else {
      zone();
    }
  }

  private void joined() {
    if (!words.more()) {
      report("A window is missing after the last +. Add one, or remove the +.");
    } else if (Words.isPlus(words.peek())) {
      report("A window is missing between + and +. Add one, or remove one +.");
    } else if (Words.isElse(words.peek())) {
      report("There must be no + before else. Remove it.");
    } else {
      window();
    }
  }

  private void window() {
    int start = words.position();
    var window = parts.window();
    reportZoneBefore(start);
    if (elseSeen) {
      report(
          "%s follows else. Move it before else, with a + between windows."
              .formatted(Quote.of(words.since(start))));
    }
    window.ifPresent(windows::add);
  }

  private void otherwise() {
    int start = words.position();
    words.next();
    int afterElse = words.position();
    var bounds = parts.bounds();
    if (words.position() == afterElse) {
      report("Bounds are missing after else. " + WindowReader.BOUNDS);
    }
    reportZoneBefore(start);
    if (elseSeen) {
      report("%s is a second else; only one is allowed.".formatted(Quote.of(words.since(start))));
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
      report(TimeZones.isMeant(text) ? TimeZones.whyNot(text) : unexpected(text));
    } else {
      if (words.position() > second) {
        report(
            "Unexpected %s after the time zone. Nothing may follow it."
                .formatted(Quote.of(words.since(second))));
      }
      if (zone != null && !zone.equals(first.get())) {
        report("\"%s\" is a second time zone; only one is allowed.".formatted(first.get()));
      }
      zone = first.get();
    }
  }

  private static String unexpected(String text) {
    return "Unexpected %s after the range. Only else with a range, or a time zone such as Europe/Berlin, may follow. A range is written 2-8."
        .formatted(Quote.of(text));
  }

  /** Reported once, even if each window has its own zone. */
  private void reportZoneBefore(int start) {
    if (zone != null && !zoneMisplaced) {
      zoneMisplaced = true;
      report(
          "The time zone \"%s\" comes before %s. Write it once, at the end."
              .formatted(zone, Quote.of(words.since(start))));
    }
  }

  private void report(String message) {
    flaws.add(Flaw.badValue(message));
  }
}
