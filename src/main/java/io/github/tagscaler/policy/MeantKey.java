package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.setting.PolicyKey;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the key that was meant by an unknown one: a slip, or the word of AWS or another tool. */
final class MeantKey {
  private static final Map<String, List<PolicyKey>> OTHER_WORDS = otherWords();

  /** A key and a variant with another sign than {@code @} between them. */
  private static final Pattern VARIANT = Pattern.compile("([a-z-]+)[.:/]([^.:/@]+)");

  private MeantKey() {}

  /**
   * The question {@code Did you mean "autoscaling:max"?}; empty if nothing is near.
   *
   * @param variants the names that a suffix can have
   */
  static Optional<String> question(TagEntry entry, String prefix, List<String> variants) {
    var suffix = entry.suffix().map(variant -> "@" + variant).orElse("");
    var keys = keys(entry.name()).stream().map(key -> key + suffix).toList();
    var meant = keys.isEmpty() ? withVariant(entry, variants) : keys;
    return meant.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Did you mean %s?"
                .formatted(
                    meant.stream()
                        .map(key -> Quote.of(prefix + key))
                        .collect(Collectors.joining(" or "))));
  }

  /** Whether a key without prefix is one of Tagscaler's, or probably meant to be. */
  static boolean isNear(String key) {
    int at = key.indexOf('@');
    var name = (at < 0 ? key : key.substring(0, at)).strip();
    var parts = VARIANT.matcher(name.toLowerCase(Locale.ROOT));
    return PolicyKey.of(name.toLowerCase(Locale.ROOT)).isPresent()
        || !keys(name).isEmpty()
        || (parts.matches() && PolicyKey.of(parts.group(1)).isPresent());
  }

  private static List<String> keys(String name) {
    var words = OTHER_WORDS.getOrDefault(letters(name), List.of());
    return words.isEmpty()
        ? Suggestions.closest(name, PolicyKey.names()).stream().toList()
        : words.stream().map(PolicyKey::wire).toList();
  }

  private static List<String> withVariant(TagEntry entry, List<String> variants) {
    var parts = VARIANT.matcher(entry.name().toLowerCase(Locale.ROOT));
    if (entry.suffix().isPresent() || !parts.matches()) {
      return List.of();
    }
    return PolicyKey.of(parts.group(1)).stream()
        .flatMap(key ->
            variants.stream()
                .filter(parts.group(2)::equalsIgnoreCase)
                .limit(1)
                .map(variant -> key.wire() + "@" + variant))
        .toList();
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  private static Map<String, List<PolicyKey>> otherWords() {
    var words = new HashMap<String, List<PolicyKey>>();
    for (var key : PolicyKey.values()) {
      words.put(letters(key.wire()), List.of(key));
    }
    for (var capacity :
        List.of(
            "capacity",
            "imum",
            "imumcapacity",
            "instances",
            "instancecount",
            "size",
            "replicas",
            "copies",
            "copycount",
            "count")) {
      words.put("min" + capacity, List.of(PolicyKey.MIN));
      words.put("max" + capacity, List.of(PolicyKey.MAX));
    }
    for (var cooldown : List.of("cooldown", "cooldownseconds", "cooldownperiod")) {
      words.put(cooldown, List.of(PolicyKey.SCALE_IN_COOLDOWN, PolicyKey.SCALE_OUT_COOLDOWN));
      words.put("scalein" + cooldown, List.of(PolicyKey.SCALE_IN_COOLDOWN));
      words.put("scaleout" + cooldown, List.of(PolicyKey.SCALE_OUT_COOLDOWN));
    }
    put(words, PolicyKey.METRIC, "metrictype", "metricname", "predefinedmetrictype");
    put(words, PolicyKey.TARGET, "targetvalue", "targettrackingvalue");
    put(words, PolicyKey.MAX_RPS, "rps", "requestspersecond", "maxrequestspersecond", "qps", "tps");
    put(words, PolicyKey.PAUSED, "suspend", "suspended");
    return Map.copyOf(words);
  }

  private static void put(Map<String, List<PolicyKey>> words, PolicyKey key, String... others) {
    Stream.of(others).forEach(word -> words.put(word, List.of(key)));
  }
}
