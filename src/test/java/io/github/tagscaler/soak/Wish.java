package io.github.tagscaler.soak;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the tags of one level ask for, in the few words that the soak knows. What is {@code null} or
 * {@code false} is not tagged.
 *
 * @param unknownKey whether there is a key that does not exist
 */
record Wish(
    @Nullable Policy policy,
    @Nullable Integer min,
    @Nullable Integer max,
    @Nullable Integer target,
    @Nullable Window schedule,
    boolean paused,
    boolean noWake,
    boolean unknownKey) {

  /** Values of the tag {@code policy}. */
  enum Policy {
    DEFAULT("default"),
    OFF("off"),
    IGNORE("ignore"),
    MISSPELT("defualt");

    private final String tag;

    Policy(String tag) {
      this.tag = tag;
    }
  }

  static final Wish NONE = new Wish(null, null, null, null, null, false, false, false);

  /** Whether this opts in to scaling. */
  boolean asks() {
    return !equals(NONE) && !equals(NONE.withPaused());
  }

  Wish withPaused() {
    return new Wish(policy, min, max, target, schedule, true, noWake, unknownKey);
  }

  Wish withPolicy(Policy other) {
    return new Wish(other, min, max, target, schedule, paused, noWake, unknownKey);
  }

  Wish withUnknownKey() {
    return new Wish(policy, min, max, target, schedule, paused, noWake, true);
  }

  /** The tags; each key with that suffix, such as {@code @blue}. */
  Map<String, String> tags(String suffix) {
    var tags = new TreeMap<String, String>();
    put(tags, "policy" + suffix, policy == null ? null : policy.tag);
    put(tags, "min" + suffix, min);
    put(tags, "max" + suffix, max);
    put(tags, "target" + suffix, target);
    put(tags, "schedule" + suffix, schedule == null ? null : schedule.tag());
    put(tags, "paused" + suffix, paused ? "true" : null);
    put(tags, "wake" + suffix, noWake ? "off" : null);
    put(tags, "enabled" + suffix, unknownKey ? "yes" : null);
    return tags;
  }

  private static void put(Map<String, String> tags, String key, @Nullable Object value) {
    Optional.ofNullable(value).ifPresent(there -> tags.put("autoscaling:" + key, there.toString()));
  }

  /** This level over a farther one. A policy that tracks silences the farther target. */
  Wish over(Wish far) {
    return new Wish(
        policy == null ? far.policy : policy,
        min == null ? far.min : min,
        max == null ? far.max : max,
        target == null && policy != Policy.DEFAULT ? far.target : target,
        schedule == null ? far.schedule : schedule,
        paused || far.paused,
        noWake || far.noWake,
        unknownKey || far.unknownKey);
  }
}
