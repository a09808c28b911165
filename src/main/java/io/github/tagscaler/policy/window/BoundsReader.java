package io.github.tagscaler.policy.window;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.window.BoundsExpression.End;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads bounds: {@code 2-8}, {@code 2} for {@code 2-2}, {@code base}, or {@code base} at one end
 * ({@code 4-base}, {@code base-8}).
 */
final class BoundsReader {
  private static final String BASE = "base";
  // Nine digits hold every capacity that AWS takes and fit an int.
  private static final String END = "([0-9]{1,9}|base)";
  private static final Pattern BOUNDS =
      Pattern.compile(END + "(?:-" + END + ")?", Pattern.CASE_INSENSITIVE);
  private static final Pattern LOOSE =
      Pattern.compile("[^0-9a-z]*" + END + "(?:(?:[^0-9a-z]+|to)" + END + ")?[^0-9a-z]*");

  private BoundsReader() {}

  /** The bounds; empty, and told, if that is none. */
  static Optional<BoundsExpression> read(String text, Consumer<Flaw> flaws) {
    var bounds = BOUNDS.matcher(text);
    if (!bounds.matches()) {
      flaws.accept(
          Flaw.badValue(
              "%s cannot be read as bounds. They are written as a range such as 2-8, one number, base, or base at one end as in 4-base or base-8.%s"
                  .formatted(
                      Quote.of(text),
                      meant(text).map(each -> " Did you mean \"" + each + "\"?").orElse(""))));
      return Optional.empty();
    }
    var min = end(bounds.group(1));
    var max = bounds.group(2) == null ? min : end(bounds.group(2));
    if (min instanceof End.Fixed(int low) && max instanceof End.Fixed(int high) && low > high) {
      flaws.accept(
          Flaw.conflict(
              "%s has its min above its max. Did you mean \"%d-%d\"?"
                  .formatted(Quote.of(text), high, low)));
      return Optional.empty();
    }
    return Optional.of(new BoundsExpression(min, max));
  }

  private static End end(String text) {
    return text.equalsIgnoreCase(BASE) ? new End.Base() : new End.Fixed(Integer.parseInt(text));
  }

  private static Optional<String> meant(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    var loose = LOOSE.matcher(lower);
    if (loose.matches()) {
      return Optional.of(
          loose.group(2) == null ? loose.group(1) : loose.group(1) + "-" + loose.group(2));
    }
    var spelt =
        Stream.of(lower.split("-", -1))
            .map(end -> Suggestions.closest(end, List.of(BASE)).orElse(end))
            .toList();
    var bounds = String.join("-", spelt);
    return BOUNDS.matcher(bounds).matches() ? Optional.of(bounds) : Optional.empty();
  }
}
