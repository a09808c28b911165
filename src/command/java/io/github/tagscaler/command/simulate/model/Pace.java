package io.github.tagscaler.command.simulate.model;

/** How fast target tracking scales in. AWS does not publish it, so both ends are simulated. */
public enum Pace {
  /** One unit at a time, with a cooldown after each. */
  ONE_AT_A_TIME,
  /** All that the target does not need, at once. */
  STRAIGHT_TO_TARGET
}
