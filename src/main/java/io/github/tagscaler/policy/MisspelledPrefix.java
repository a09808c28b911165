package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.EditDistance;
import io.github.tagscaler.policy.setting.PolicyKey;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds keys of Tagscaler behind a misspelled prefix, such as {@code autoscale:policy}.
 *
 * <p>Only letters and digits of the prefix are compared, because a slip in the characters between
 * ({@code autoscaling/max}, {@code auto-scaling:max}) is the likeliest one.
 */
final class MisspelledPrefix {
  private static final int MOST_EDITS = 3;

  /** The longest first: {@code scale-in-cooldown} before a key that it ends with. */
  private static final List<String> KEYS =
      PolicyKey.names().stream()
          .sorted(Comparator.comparingInt(String::length).reversed())
          .toList();

  private MisspelledPrefix() {}

  /** The keys of these tags that are misspelled, in the order of the alphabet. */
  static List<MisspelledKey> in(Map<String, String> tags, String prefix) {
    return tags.keySet().stream()
        .sorted()
        .filter(key -> !TagEntries.under(prefix, key))
        .flatMap(
            key -> meant(key.strip(), prefix).map(right -> new MisspelledKey(key, right)).stream())
        .toList();
  }

  private static Optional<String> meant(String key, String prefix) {
    int at = key.indexOf('@');
    var name = (at < 0 ? key : key.substring(0, at)).strip().toLowerCase(Locale.ROOT);
    var suffix = at < 0 ? "" : key.substring(at);
    return KEYS.stream()
        .filter(name::endsWith)
        .filter(known -> near(name.substring(0, name.length() - known.length()), prefix))
        .map(known -> prefix + known + suffix)
        .findFirst();
  }

  private static boolean near(String given, String prefix) {
    var wanted = letters(prefix.toLowerCase(Locale.ROOT));
    int edits = EditDistance.between(letters(given), wanted);
    return edits <= MOST_EDITS && edits * 2 < wanted.length();
  }

  private static String letters(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .mapToObj(Character::toString)
        .reduce("", String::concat);
  }
}
