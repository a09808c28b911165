package io.github.tagscaler.policy.setting;

/** What {@link CapacityStep#by} means. */
public enum Adjust {
  /** Add it. */
  CHANGE,
  /** Add that many percent. */
  PERCENT,
  /** Make it so many. */
  EXACT
}
