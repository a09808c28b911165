package io.github.tagscaler.policy.setting;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The value of the key {@code policy}. */
public sealed interface PolicyChoice {

  /** Change nothing, not even what Tagscaler created. */
  record Ignore() implements PolicyChoice {}

  /** Release what Tagscaler manages. */
  record Off() implements PolicyChoice {}

  /** These named policies, merged left to right; the names in lower case, as catalogs have them. */
  record Join(List<String> names) implements PolicyChoice {
    public Join {
      names = List.copyOf(names);
    }
  }

  /** Not a valid value; {@code why} is a sentence or two. */
  record Unreadable(String why) implements PolicyChoice {}

  /** The words for {@link Off}. */
  Set<String> OFF = Set.of("off", "none", "disabled");

  /** The policy of resources that name none. */
  String DEFAULT = "default";

  /** Reads a value. */
  static PolicyChoice read(String value) {
    var parts = Stream.of(value.split("\\+", -1)).map(String::strip).toList();
    if (parts.size() == 1 && parts.getFirst().isEmpty()) {
      return new Unreadable("The value is empty. Write default, or remove the tag.");
    }
    if (parts.size() == 1) {
      return offSwitch(parts.getFirst()).orElseGet(() -> join(parts));
    }
    var offSwitch = parts.stream().filter(part -> offSwitch(part).isPresent()).findFirst();
    return offSwitch
        .<PolicyChoice>map(word ->
            new Unreadable(
                "\"" + word + "\" cannot be combined with other policies. Use it alone."))
        .orElseGet(() -> join(parts));
  }

  private static Optional<PolicyChoice> offSwitch(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    if (lower.equals("ignore")) {
      return Optional.of(new Ignore());
    }
    return OFF.contains(lower) || Values.OFF.contains(lower)
        ? Optional.of(new Off())
        : Optional.empty();
  }

  private static PolicyChoice join(List<String> parts) {
    if (parts.stream().anyMatch(String::isEmpty)) {
      return new Unreadable(
          "No policy name given. Use a name such as default, or several joined with + (llm+ha).");
    }
    return new Join(parts.stream().map(PolicyChoice::onMeansDefault).toList());
  }

  private static String onMeansDefault(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return Values.ON.contains(lower) ? DEFAULT : lower;
  }
}
