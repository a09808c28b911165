package io.github.tagscaler.command.simulate.model;

import java.time.Instant;

/**
 * A decision, or the reason for which there is none.
 *
 * @param from the capacity before
 * @param to the capacity asked for
 * @param reason in words, without a full stop
 */
public record ScalingDecision(Instant time, Action action, int from, int to, String reason) {

  /** What is decided. */
  public enum Action {
    /** Capacity is added. */
    SCALE_OUT,
    /** Capacity is removed. */
    SCALE_IN,
    /** The schedule moves capacity inside new bounds. */
    SCHEDULE,
    /** The first capacity is added at zero. */
    WAKE,
    /** More is needed, but capacity is at its max. */
    AT_MAX
  }

  /** Whether it changes capacity. */
  public boolean scales() {
    return action != Action.AT_MAX;
  }
}
