package io.github.tagscaler.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * What is asked for one target, with the origin of every value: all tags, policies and defaults
 * laid over each other and found to fit the resource.
 *
 * @param min the lowest capacity
 * @param max the highest capacity, at least {@code min}
 * @param tracks what is tracked, in the order in which it was said
 */
public record Wish(Sourced<Integer> min, Sourced<Integer> max, List<Track> tracks) {
  public Wish {
    tracks = List.copyOf(tracks);
  }

  /**
   * A metric that is kept near a target.
   *
   * @param name what its scaling policy is called after: the metric's word
   * @param metric the metric as AWS knows it
   * @param target the target in the owner's unit
   * @param sent the target in AWS's unit
   * @param scaleIn whether capacity may be taken away for it
   */
  public record Track(
      String name,
      MetricSpec metric,
      Sourced<BigDecimal> target,
      BigDecimal sent,
      Sourced<Duration> scaleInCooldown,
      Sourced<Duration> scaleOutCooldown,
      Sourced<Boolean> scaleIn) {}
}
