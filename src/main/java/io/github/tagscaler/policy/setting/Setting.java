package io.github.tagscaler.policy.setting;

import io.github.tagscaler.policy.window.Windows;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * One setting of a target, from a tag or a named policy. A new key is a variant here, a case where
 * values are parsed and a case where levels are merged; the compiler names both places.
 */
public sealed interface Setting {

  /** The lowest capacity. */
  record Min(int capacity) implements Setting {}

  /** The highest capacity. */
  record Max(int capacity) implements Setting {}

  /** Track this metric and no other. */
  record TrackOnly(Metric metric) implements Setting {}

  /** The value to keep the one tracked metric near, in the metric's unit. */
  record TargetValue(BigDecimal value) implements Setting {}

  /** The requests a second that one instance or copy sustained in a load test. */
  record MaxRps(BigDecimal requestsPerSecond) implements Setting {}

  /** The share of the load-tested throughput to run at, above 0 to 1. */
  record SafetyFactor(BigDecimal factor) implements Setting {}

  /** Every track's scale-in cooldown. */
  record ScaleInCooldown(Duration cooldown) implements Setting {}

  /** Every track's scale-out cooldown. */
  record ScaleOutCooldown(Duration cooldown) implements Setting {}

  /** Whether target tracking can scale in. */
  record ScaleIn(boolean on) implements Setting {}

  /** Whether to keep the wake-from-zero policy. */
  record Wake(boolean on) implements Setting {}

  /** Scheduled scaling by these windows; empty for none. */
  record Schedule(Optional<Windows> windows) implements Setting {}

  /** Whether to bring back capacity that a deployment reset. */
  record Restore(boolean on) implements Setting {}

  /** Whether to plan only. */
  record DryRun(boolean on) implements Setting {}

  /**
   * That scaling is suspended, or not.
   *
   * @param until when it ends by itself; empty for never
   */
  record Paused(boolean on, Optional<Moment> until) implements Setting {}

  /** How to treat a target that Tagscaler did not register. */
  record Adopt(Adoption mode) implements Setting {}

  /** Ways to take a target over. */
  enum Adoption {
    /** Leave it. */
    NO,
    /** Take it over and keep what others attached to it. */
    KEEP,
    /** Take it over and remove what others attached to it. */
    REPLACE
  }

  /** Track this as well, in place of what has the same name. */
  record Track(TrackEntry entry) implements Setting {}

  /** Do not track what has that name. */
  record DropTrack(String name) implements Setting {}

  /** Track nothing at all, not even what the policy {@code default} does. */
  record NoTracks() implements Setting {}

  /** Scale by these steps as well, in place of those of the same name. */
  record Step(StepEntry entry) implements Setting {}

  /** Do not scale by the steps of that name. */
  record DropStep(String name) implements Setting {
    public DropStep {
      var problems = new Problems();
      StepEntry.checkName(name, problems);
      Checked.require(problems);
    }
  }

  /** Set bounds at these times as well, in place of the action of the same name. */
  record Action(ActionEntry entry) implements Setting {}

  /** Do not set bounds by the action of that name. */
  record DropAction(String name) implements Setting {}
}
