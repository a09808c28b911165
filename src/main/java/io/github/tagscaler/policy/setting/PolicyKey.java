package io.github.tagscaler.policy.setting;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys that tags (under the prefix) and named policies are written with. */
public enum PolicyKey {
  POLICY("policy", true),
  MIN("min", true),
  MAX("max", true),
  METRIC("metric", true),
  TARGET("target", true),
  MAX_RPS("max-rps", true),
  SCALE_IN_COOLDOWN("scale-in-cooldown", true),
  SCALE_OUT_COOLDOWN("scale-out-cooldown", true),
  SCALE_IN("scale-in", true),
  WAKE("wake", true),
  SCHEDULE("schedule", true),
  RESTORE("restore", true),
  PAUSED("paused", false),
  ADOPT("adopt", false),
  DRY_RUN("dry-run", false);

  private static final List<String> NAMES = Stream.of(values()).map(PolicyKey::wire).toList();
  private static final Map<String, PolicyKey> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(PolicyKey::wire, Function.identity()));

  private final String wire;
  private final boolean optsIn;

  PolicyKey(String wire, boolean optsIn) {
    this.wire = wire;
    this.optsIn = optsIn;
  }

  /** As owners spell it, without the prefix. */
  public String wire() {
    return wire;
  }

  /** Whether a tag of this key alone asks for scaling. */
  public boolean optsIn() {
    return optsIn;
  }

  /** The key of that name, in any case. */
  public static Optional<PolicyKey> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All names, for messages. */
  public static List<String> names() {
    return NAMES;
  }
}
