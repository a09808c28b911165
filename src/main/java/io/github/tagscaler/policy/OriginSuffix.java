package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Origin;

/** Names the policy that states a value, inside a sentence that begins with the tag. */
final class OriginSuffix {
  private OriginSuffix() {}

  /** {@code (from policy "llm")} with a space before it; empty for a value of a tag itself. */
  static String of(Origin origin) {
    return origin instanceof Origin.Policy policy ? " (from " + policy.describe() + ")" : "";
  }
}
