package io.github.tagscaler.scaling;

import io.github.tagscaler.policy.Wish;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.util.Comparator;
import java.util.List;

/**
 * What Application Auto Scaling should hold for one target.
 *
 * @param bounds the bounds asked for
 * @param maxSource who says how high the max is, which decides whether running capacity above it
 *     may be taken away
 * @param policies the scaling policies, by name
 * @param running the capacity that AWS is asked to run now
 */
public record DesiredState(
    TargetKey key, Bounds bounds, MaxSource maxSource, List<ScalingPolicy> policies, int running) {
  public DesiredState {
    policies = policies.stream().sorted(Comparator.comparing(ScalingPolicy::name)).toList();
  }

  /** Who states a max. */
  public enum MaxSource {
    /** The owner, by a tag: capacity above it may be taken away. */
    TAG,
    /** A named policy: capacity above it is left until it falls by itself. */
    POLICY,
    /** Nobody: the owner has to say it before anything is registered below what runs. */
    BUILT_IN
  }

  /** The state that a wish comes to. */
  public static DesiredState of(Wish wish, ScalableResource resource) {
    return new DesiredState(
        new TargetKey(resource.id(), resource.kind().dimension()),
        wish.base().bounds(),
        source(wish.base().max().origin()),
        wish.tracks().stream().map(DesiredState::policy).toList(),
        resource.running());
  }

  private static MaxSource source(Origin origin) {
    return switch (origin) {
      case Origin.Tag ignored -> MaxSource.TAG;
      case Origin.Policy ignored -> MaxSource.POLICY;
      case Origin.Entry ignored -> MaxSource.POLICY;
      case Origin.PlatformDefault ignored -> MaxSource.POLICY;
      case Origin.Guardrail ignored -> MaxSource.POLICY;
      case Origin.StackSetting ignored -> MaxSource.POLICY;
      case Origin.BuiltIn() -> MaxSource.BUILT_IN;
    };
  }

  private static ScalingPolicy policy(Wish.Track track) {
    return new ScalingPolicy(
        ManagedNames.track(track.name()),
        new TargetTracking(
            track.metric(),
            track.sent().doubleValue(),
            track.scaleInCooldown().value(),
            track.scaleOutCooldown().value(),
            track.scaleIn().value()));
  }
}
