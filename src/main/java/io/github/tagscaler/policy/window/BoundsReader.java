package io.github.tagscaler.policy.window;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.window.BoundsExpression.End;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads bounds: {@code 2-8}, {@code 2} for {@code 2-2}, {@code base}, or {@code base} at one end
 * ({@code 4-base}, {@code base-8}).
 */
final class BoundsReader {
  private static final String BASE = "base";
  // Nine digits are enough for every capacity and fit an int.
  private static final String END = "([0-9]{1,9}|base)";
  private static final Pattern BOUNDS =
      Pattern.compile(END + "(?:-" + END + ")?", Pattern.CASE_INSENSITIVE);
  private static final Pattern LOOSE =
      Pattern.compile("[^0-9a-z]*" + END + "(?:(?:[^0-9a-z]+|to)" + END + ")?[^0-9a-z]*");

  /** What people write where nothing is to run. */
  private static final Set<String> OFF = Set.of("off", "none", "nothing", "no", "zero");

  private BoundsReader() {}

  /** The bounds; empty, with a flaw reported, if they are invalid. */
  static Optional<BoundsExpression> read(String text, Consumer<Flaw> flaws) {
    var bounds = BOUNDS.matcher(text);
    if (OFF.contains(text.toLowerCase(Locale.ROOT))) {
      flaws.accept(
          Flaw.badValue(
              "%s is not a valid range. Write 1, or 0 for an async endpoint or a component."
                  .formatted(Quote.of(text))));
      return Optional.empty();
    }
    if (!bounds.matches()) {
      flaws.accept(
          Flaw.badValue(
              "%s is not a valid range. Write 2-8, one number, base, or base at one end as in 4-base or base-8.%s"
                  .formatted(Quote.of(text), suggestion(meant(text)))));
      return Optional.empty();
    }
    var min = end(bounds.group(1));
    var max = bounds.group(2) == null ? min : end(bounds.group(2));
    if (min instanceof End.Fixed(int low) && max instanceof End.Fixed(int high) && low > high) {
      // A min of zero is not valid for every kind.
      var exchanged = Optional.of(high + "-" + low).filter(_ -> high > 0);
      flaws.accept(
          Flaw.conflict(
              "%s has a min above its max.%s".formatted(Quote.of(text), suggestion(exchanged))));
      return Optional.empty();
    }
    return Optional.of(new BoundsExpression(min, max));
  }

  private static String suggestion(Optional<String> bounds) {
    return bounds.map(each -> " Did you mean \"" + each + "\"?").orElse("");
  }

  private static End end(String text) {
    return text.equalsIgnoreCase(BASE) ? new End.Base() : new End.Fixed(Integer.parseInt(text));
  }

  /** The valid bounds that were probably meant. */
  private static Optional<String> meant(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    var loose = LOOSE.matcher(lower);
    var bounds =
        loose.matches()
            ? Stream.of(loose.group(1), loose.group(2)).filter(Objects::nonNull)
            : Stream.of(lower.split("-", -1))
                .map(end -> Suggestions.closest(end, List.of(BASE)).orElse(end));
    // Read again, so that only what is accepted is suggested.
    return Optional.of(bounds.collect(Collectors.joining("-")))
        .filter(each -> BOUNDS.matcher(each).matches())
        .filter(each -> read(each, _ -> {}).isPresent());
  }
}
