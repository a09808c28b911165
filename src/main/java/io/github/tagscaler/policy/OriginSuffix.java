package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Origin;

/** Tells in a sentence which policy something is said by, where the tag before it does not. */
final class OriginSuffix {
  private OriginSuffix() {}

  /** {@code (from policy "llm")} with a space before it; nothing for what a tag says by itself. */
  static String of(Origin origin) {
    return origin instanceof Origin.Policy policy ? " (from " + policy.describe() + ")" : "";
  }
}
