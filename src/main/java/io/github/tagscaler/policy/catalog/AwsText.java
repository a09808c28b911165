package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Placeholders;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the texts of a custom metric, which AWS receives as they are. */
final class AwsText {
  /** A name in braces that cannot be part of a CloudWatch search expression. */
  private static final Pattern WORD = Pattern.compile("\\{[A-Za-z_-]*}");

  private AwsText() {}

  /** The text of a required key. */
  static Optional<Origin.CatalogValue> required(Section section, String key, int longest) {
    if (!section.has(key)) {
      section.missing(key, "CloudWatch needs it to find the metric.");
    }
    return text(section, key, longest);
  }

  /** The text of a key, if AWS accepts it and all its placeholders exist. */
  static Optional<Origin.CatalogValue> text(Section section, String key, int longest) {
    return section
        .text(key)
        .filter(entry ->
            fits(
                    section,
                    entry,
                    text -> !text.isEmpty() && text.length() <= longest,
                    "Use 1 to %d characters.".formatted(longest))
                && fits(
                    section,
                    entry,
                    text -> text.codePoints().allMatch(AwsText::isAllowed),
                    "It has a character that AWS does not allow.")
                && placeholdersValid(section, entry));
  }

  /** Whether a value is right; reports that it is not. */
  static boolean fits(
      Section section, Origin.CatalogValue entry, Predicate<String> right, String sentence) {
    boolean fits = right.test(entry.value());
    if (!fits) {
      section.report(entry, sentence);
    }
    return fits;
  }

  /** The characters that the models of AWS's APIs allow in texts. */
  private static boolean isAllowed(int codePoint) {
    return switch (codePoint) {
      case '\t', '\n', '\r' -> true;
      case 0xFFFE, 0xFFFF -> false;
      default -> codePoint >= ' ' && Character.getType(codePoint) != Character.SURROGATE;
    };
  }

  private static boolean placeholdersValid(Section section, Origin.CatalogValue entry) {
    var unknown =
        Placeholders.unknown(entry.value()).stream()
            .filter(name -> !entry.key().endsWith(".Expression") || WORD.matcher(name).matches())
            .toList();
    for (var name : unknown) {
      section.report(
          entry,
          "Unknown placeholder %s. %sValid placeholders: %s."
              .formatted(
                  Quote.of(name),
                  Names.didYouMean(name, Placeholders.NAMES),
                  String.join(", ", Placeholders.NAMES)),
          Placeholders.NAMES);
    }
    return unknown.isEmpty();
  }
}
