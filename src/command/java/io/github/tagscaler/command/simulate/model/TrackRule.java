package io.github.tagscaler.command.simulate.model;

import java.time.Duration;

/**
 * Target tracking of one metric.
 *
 * @param name the metric's word
 * @param target in the owner's unit
 * @param highResolution whether the metric has a point every ten seconds
 */
public record TrackRule(
    String name,
    Signal signal,
    double target,
    boolean highResolution,
    Duration scaleInCooldown,
    Duration scaleOutCooldown,
    boolean scaleIn) {
  /** The points of a minute that must be above the target. */
  int pointsAbove() {
    return highResolution ? 1 : 3;
  }

  /** The points, of ten seconds or a minute, that must be below nine tenths of the target. */
  int pointsBelow() {
    return highResolution ? 90 : 15;
  }

  /** Below it, capacity may be removed. */
  double low() {
    return target * 0.9;
  }
}
