package io.github.tagscaler.scaling;

import io.github.tagscaler.policy.MetricSpec;
import java.time.Duration;

/** A scaling policy of a scalable target, by its name. */
public record ScalingPolicy(String name, Definition definition) {

  /** What a policy does. */
  public sealed interface Definition {}

  /**
   * Keeps a metric near a value.
   *
   * @param targetValue in the unit that Application Auto Scaling uses (a ratio for provisioned
   *     concurrency, a sum over cores for a variant's CPU)
   * @param scaleIn whether it may also take capacity away
   */
  public record TargetTracking(
      MetricSpec metric,
      double targetValue,
      Duration scaleInCooldown,
      Duration scaleOutCooldown,
      boolean scaleIn)
      implements Definition {}

  /**
   * One that Tagscaler did not write and does not read further.
   *
   * @param type Application Auto Scaling's policy type, for telling people
   */
  public record Other(String type) implements Definition {}
}
