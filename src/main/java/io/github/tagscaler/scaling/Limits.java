package io.github.tagscaler.scaling;

import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.resource.Bounds;

/**
 * Bounds, with who says how high their max is: that decides whether running capacity above it may
 * be taken away.
 */
public record Limits(Bounds bounds, MaxSource maxSource) {

  /** Who states a max. */
  public enum MaxSource {
    /** The owner, by a tag: capacity above it may be taken away. */
    TAG,
    /** A named policy: capacity above it is left until it falls by itself. */
    POLICY,
    /** Nobody: the owner has to say it before anything is registered below what runs. */
    BUILT_IN
  }

  /** The limits that somebody stated. */
  static Limits of(SourcedBounds stated) {
    return new Limits(stated.bounds(), source(stated.max().origin()));
  }

  private static MaxSource source(Origin origin) {
    return switch (origin) {
      case Origin.Tag _ -> MaxSource.TAG;
      case Origin.Policy _ -> MaxSource.POLICY;
      case Origin.CatalogValue _ -> MaxSource.POLICY;
      case Origin.PlatformDefault _ -> MaxSource.POLICY;
      case Origin.Guardrail _ -> MaxSource.POLICY;
      case Origin.StackSetting _ -> MaxSource.POLICY;
      case Origin.BuiltIn() -> MaxSource.BUILT_IN;
    };
  }

  boolean maxByTag() {
    return maxSource == MaxSource.TAG;
  }

  /** The bounds with a conceded max in place of a lower one. */
  Bounds raisedTo(int max) {
    return new Bounds(bounds.min(), Math.max(bounds.max(), max));
  }
}
