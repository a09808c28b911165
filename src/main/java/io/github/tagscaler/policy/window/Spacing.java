package io.github.tagscaler.policy.window;

import io.github.tagscaler.outcome.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Splits an expression into words. It corrects and reports what would garble words that are valid
 * in themselves: dashes other than the hyphen, spaces inside words, no spaces around +, and commas.
 */
final class Spacing {
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\u2212&&[^-]]");
  private static final Pattern PLUS = Pattern.compile("(?<=\\+)|(?=\\+)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private static final Set<String> AND = Set.of("and", "&", ",", ";");
  private static final Set<String> ELSE = Set.of("else:", "otherwise", "otherwise:");

  private final Consumer<Flaw> flaws;

  private Spacing(Consumer<Flaw> flaws) {
    this.flaws = flaws;
  }

  static List<String> words(String text, Consumer<Flaw> flaws) {
    var spacing = new Spacing(flaws);
    var words =
        SPACES.splitAsStream(text).filter(word -> !word.isEmpty()).map(spacing::hyphens).toList();
    return spacing.glued(words).stream().flatMap(spacing::split).toList();
  }

  private String hyphens(String word) {
    var right = DASHES.matcher(word).replaceAll("-");
    if (!right.equals(word)) {
      report("%s has a dash that is not a hyphen. Write \"%s\".".formatted(Quote.of(word), right));
    }
    return right;
  }

  /** Joins words that a space splits at a hyphen, a slash or a comma. */
  private List<String> glued(List<String> words) {
    var glued = new ArrayList<String>();
    var pieces = new ArrayList<String>();
    for (var word : words) {
      if (!pieces.isEmpty() && !belongTogether(pieces.getLast(), word)) {
        glued.add(glue(pieces));
        pieces.clear();
      }
      pieces.add(word);
    }
    if (!pieces.isEmpty()) {
      glued.add(glue(pieces));
    }
    return glued;
  }

  private String glue(List<String> pieces) {
    if (pieces.size() == 1) {
      return pieces.getFirst();
    }
    var right = String.join("", pieces).replace(',', '/');
    report(
        "%s must be one word. Write \"%s\"."
            .formatted(Quote.of(String.join(" ", pieces)), Quote.escape(right)));
    return right;
  }

  private static boolean belongTogether(String before, String word) {
    if (isJoint(before) || isJoint(word)) {
      return false;
    }
    if (before.endsWith(",")) {
      return isDays(before.substring(0, before.length() - 1)) && isDays(word.replace(",", ""));
    }
    return before.endsWith("-")
        || before.endsWith("/")
        || (isCutOff(word) && (!TimeZones.isOffset(word) || isOtherEnd(before, word)));
  }

  /** Whether that is not an offset such as -05:00 but the second half of the word before it. */
  private static boolean isOtherEnd(String before, String word) {
    var end = word.substring(1);
    return HoursReader.isTime(before)
        ? HoursReader.isTime(end)
        : NUMBER.matcher(before).matches() && NUMBER.matcher(end).matches();
  }

  private static boolean isCutOff(String word) {
    return word.startsWith("-") || word.startsWith("/");
  }

  private static boolean isJoint(String word) {
    return Words.isPlus(word) || Words.isElse(word);
  }

  private static boolean isDays(String word) {
    return DaysReader.read(word).isPresent();
  }

  /** Splits a word in which + or a comma joins parts that must be separate words. */
  private Stream<String> split(String word) {
    if (AND.contains(word.toLowerCase(Locale.ROOT))) {
      report("%s does not separate windows. Write \"+\".".formatted(Quote.of(word)));
      return Stream.of("+");
    }
    if (ELSE.contains(word.toLowerCase(Locale.ROOT))) {
      report("%s is not a keyword. Write \"else\".".formatted(Quote.of(word)));
      return Stream.of("else");
    }
    if (word.endsWith(",") || word.endsWith(";")) {
      var right = word.substring(0, word.length() - 1);
      report(
          "%s does not separate windows. Write \"%s +\"."
              .formatted(Quote.of(word), Quote.escape(right)));
      return Stream.of(right, "+");
    }
    return word.contains("+") && !Words.isPlus(word) && !isZone(word)
        ? atPlus(word)
        : Stream.of(word);
  }

  private static boolean isZone(String word) {
    return TimeZones.isOffset(word) || TimeZones.find(word).isPresent();
  }

  private Stream<String> atPlus(String word) {
    var asDays = word.replace('+', '/');
    if (isDays(asDays)) {
      report("%s joins days with +. Write \"%s\".".formatted(Quote.of(word), asDays));
      return Stream.of(asDays);
    }
    var parts = PLUS.splitAsStream(word).toList();
    report(
        "%s needs a space on each side of +. Write \"%s\"."
            .formatted(Quote.of(word), Quote.escape(String.join(" ", parts))));
    return parts.stream();
  }

  private void report(String message) {
    flaws.accept(Flaw.badValue(message));
  }
}
