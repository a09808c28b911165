package io.github.tagscaler.policy.setting;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the value of the key {@code policy} says. */
public sealed interface PolicyChoice {

  /** Touch nothing, ours included. */
  record Ignore() implements PolicyChoice {}

  /** Release what is ours. */
  record Off() implements PolicyChoice {}

  /** These named policies, merged left to right. */
  record Join(List<String> names) implements PolicyChoice {
    public Join {
      names = List.copyOf(names);
    }
  }

  /** None of these; {@code why} is one sentence. */
  record Unreadable(String why) implements PolicyChoice {}

  /** What "no" may be called. */
  Set<String> OFF = Set.of("off", "none", "disabled");

  /** The name of the policy that holds where none is named. */
  String DEFAULT = "default";

  /** Reads a value. */
  static PolicyChoice read(String value) {
    var parts = Stream.of(value.split("\\+", -1)).map(String::strip).toList();
    if (parts.size() == 1) {
      return brake(parts.getFirst()).orElseGet(() -> join(parts));
    }
    var brake = parts.stream().filter(part -> brake(part).isPresent()).findFirst();
    return brake
        .<PolicyChoice>map(
            word -> new Unreadable("\"" + word + "\" must stand alone, not joined to others by +."))
        .orElseGet(() -> join(parts));
  }

  private static Optional<PolicyChoice> brake(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    if (lower.equals("ignore")) {
      return Optional.of(new Ignore());
    }
    boolean off = OFF.contains(lower) || Values.onOff(lower).equals(Optional.of(false));
    return off ? Optional.of(new Off()) : Optional.empty();
  }

  private static PolicyChoice join(List<String> parts) {
    if (parts.stream().anyMatch(String::isEmpty)) {
      return new Unreadable("The name of a policy is missing. Names are joined as in llm+ha.");
    }
    return new Join(parts.stream().map(PolicyChoice::onMeansDefault).toList());
  }

  private static String onMeansDefault(String name) {
    return Values.onOff(name).equals(Optional.of(true)) ? DEFAULT : name;
  }
}
