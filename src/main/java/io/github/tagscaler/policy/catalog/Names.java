package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names and words of a document: which are valid, and which were probably meant. */
final class Names {
  /** The names that policies, documents and entries of lists can have. */
  static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  static final String VALID_IN_WORDS =
      "A name has at most 63 lower-case letters, digits, dots, hyphens and underscores, and begins with a letter or a digit.";

  /** Common words for one of the valid words that similar letters would not lead to. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "instance", "real-time",
          "endpoint", "real-time",
          "variant", "real-time",
          "inference-component", "component",
          "inference_component", "component",
          "inferencecomponent", "component",
          "asynchronous", "async");

  private Names() {}

  /** A key or name as a message can show it. */
  static String shown(String key) {
    return Quote.ifOdd(key);
  }

  /** A sentence that suggests one of the valid words, with a space after it; or nothing. */
  static String didYouMean(String given, List<String> valid) {
    return Optional.ofNullable(SYNONYMS.get(given.strip().toLowerCase(Locale.ROOT)))
        .filter(valid::contains)
        .or(() -> Suggestions.closest(given, valid))
        .map(near -> "Did you mean " + Quote.of(near) + "? ")
        .orElse("");
  }

  /** A sentence that suggests a valid name, with a space after it; or nothing. */
  static String didYouMean(String given) {
    var meant = given.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
    return VALID.matcher(meant).matches() ? "Did you mean " + Quote.of(meant) + "? " : "";
  }
}
