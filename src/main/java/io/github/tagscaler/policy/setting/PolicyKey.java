package io.github.tagscaler.policy.setting;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys that tags (under the prefix) and named policies are written with. */
public enum PolicyKey {
  POLICY("policy", true, null),
  MIN("min", true, null),
  MAX("max", true, null),
  METRIC("metric", true, null),
  TARGET("target", true, null),
  MAX_RPS("max-rps", true, null),
  SCALE_IN_COOLDOWN("scale-in-cooldown", true, null),
  SCALE_OUT_COOLDOWN("scale-out-cooldown", true, null),
  SCALE_IN("scale-in", true, null),
  DRY_RUN("dry-run", false, null),
  WAKE("wake", true, "Waking from zero"),
  SCHEDULE("schedule", true, "Scheduled scaling"),
  PAUSED("paused", false, "Pausing"),
  ADOPT("adopt", false, "Adopting what somebody else registered");

  private final String wire;
  private final boolean optsIn;
  private final Optional<String> comingFeature;

  PolicyKey(String wire, boolean optsIn, @Nullable String comingFeature) {
    this.wire = wire;
    this.optsIn = optsIn;
    this.comingFeature = Optional.ofNullable(comingFeature);
  }

  /** As owners spell it, without the prefix. */
  public String wire() {
    return wire;
  }

  /** Whether a tag of this key alone asks for scaling. */
  public boolean optsIn() {
    return optsIn;
  }

  /** What a later version will do for this key; empty for a key that works already. */
  public Optional<String> comingFeature() {
    return comingFeature;
  }

  /** The key of that name, in any case. */
  public static Optional<PolicyKey> of(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(each -> each.wire.equals(lower)).findFirst();
  }

  /** All names, the coming ones included. */
  public static List<String> names() {
    return Stream.of(values()).map(PolicyKey::wire).toList();
  }

  /** The names that work already. */
  public static List<String> usableNames() {
    return Stream.of(values())
        .filter(key -> key.comingFeature.isEmpty())
        .map(PolicyKey::wire)
        .toList();
  }
}
