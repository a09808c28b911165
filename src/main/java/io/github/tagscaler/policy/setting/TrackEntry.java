package io.github.tagscaler.policy.setting;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * One entry of a policy's list {@code track}. What it leaves out, the whole wish says.
 *
 * @param name what it is overridden and called by: the metric's word, or a custom metric's name
 * @param maxRps the load-tested requests a second of one instance or copy, in place of a target
 */
public record TrackEntry(
    String name,
    Measure measure,
    Optional<BigDecimal> target,
    Optional<BigDecimal> maxRps,
    Optional<Duration> scaleInCooldown,
    Optional<Duration> scaleOutCooldown,
    Optional<Boolean> scaleIn) {

  /** A metric by its word, with nothing more said. */
  public static TrackEntry of(Metric metric) {
    return new TrackEntry(
        metric.wire(),
        new Measure.Alias(metric),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
