package io.github.tagscaler.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * One thing that a tag or a named policy says about a target. A new key is a variant here, a case
 * where values are read and a case where they are laid over each other; the compiler names both
 * places.
 */
sealed interface Setting {

  /** The lowest capacity. */
  record Min(int capacity) implements Setting {}

  /** The highest capacity. */
  record Max(int capacity) implements Setting {}

  /** Track this metric and no other. */
  record TrackOnly(Metric metric) implements Setting {}

  /** The value to keep the one tracked metric near, in the metric's unit. */
  record TargetValue(BigDecimal value) implements Setting {}

  /** The load-tested requests a second that one instance or copy bears. */
  record MaxRps(BigDecimal requestsPerSecond) implements Setting {}

  /** Every track's scale-in cooldown. */
  record ScaleInCooldown(Duration cooldown) implements Setting {}

  /** Every track's scale-out cooldown. */
  record ScaleOutCooldown(Duration cooldown) implements Setting {}

  /** Whether target tracking may take capacity away. */
  record ScaleIn(boolean on) implements Setting {}

  /** Whether to plan only. */
  record DryRun(boolean on) implements Setting {}

  /** Track this metric and no other, with a target and cooldown of its own: what presets say. */
  record Track(Metric metric, Optional<BigDecimal> target, Optional<Duration> scaleOutCooldown)
      implements Setting {}

  /** A key that later versions understand, switched on. */
  record NotYet(PolicyKey key) implements Setting {}

  /** A key that later versions understand, switched off: just what happens today. */
  record SwitchedOff(PolicyKey key) implements Setting {}
}
