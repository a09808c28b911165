package io.github.tagscaler.soak;

import io.github.tagscaler.soak.Expected.Before;
import io.github.tagscaler.soak.Wish.Policy;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Says what the tags come to. Knows nothing of how the product finds that out. */
final class Oracle {
  private Oracle() {}

  /**
   * What has to be registered.
   *
   * @param failed whether the resource never came into service
   * @param wish all levels together
   * @param before what was there when the tags were last changed
   */
  static Expected expected(Sort sort, boolean failed, Wish wish, Before before, Instant now) {
    if (wish.policy() == Policy.IGNORE) {
      return new Expected.Held(before);
    }
    if (wish.policy() == Policy.OFF) {
      return new Expected.Absent();
    }
    if (wish.paused()) {
      return new Expected.Paused(before);
    }
    if (!wish.asks() || !sort.scalable() || failed) {
      return new Expected.Absent();
    }
    if (wish.policy() == Policy.MISSPELT || wish.unknownKey()) {
      return new Expected.Held(before);
    }
    return exact(sort, wish, now);
  }

  private static Expected exact(Sort sort, Wish wish, Instant now) {
    int min = Objects.requireNonNullElse(wish.min(), 1);
    int max = Objects.requireNonNullElse(wish.max(), sort.builtInMax());
    int target = Objects.requireNonNullElse(wish.target(), sort.defaultTarget());
    var schedule = wish.schedule();
    boolean mayBeZero = schedule == null ? min == 0 : schedule == Window.SLEEPY;
    boolean wakes = mayBeZero && !wish.noWake();
    var policies = new TreeMap<String, String>();
    policies.put(sort.policy(), sort.tracks(target));
    if (wakes) {
      policies.put("tagscaler-wake", "steps");
    }
    return new Expected.Exact(
        schedule == null ? min + "-" + max : schedule.inForce(now, max),
        policies,
        schedule == null ? Map.of() : schedule.actions(max),
        wakes);
  }
}
