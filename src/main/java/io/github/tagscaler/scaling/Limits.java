package io.github.tagscaler.scaling;

import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.resource.Bounds;

/**
 * Bounds, with the source of their max: it decides whether running capacity above the max may be
 * removed.
 *
 * @param minStated whether a tag or a policy states the min
 */
public record Limits(Bounds bounds, MaxSource maxSource, boolean minStated) {

  /** The source of a max. */
  public enum MaxSource {
    /** A tag: capacity above it may be removed. */
    TAG,
    /** A named policy: capacity above it stays until it has scaled in. */
    POLICY,
    /** The default: the owner has to state one before less than what runs is registered. */
    BUILT_IN
  }

  /** The limits with their stated max. */
  static Limits of(SourcedBounds stated) {
    return new Limits(
        stated.bounds(), source(stated.max().origin()), isStated(stated.min().origin()));
  }

  /** A guardrail or a setting moves a bound that a policy states, or the default. */
  private static boolean isStated(Origin origin) {
    return switch (origin) {
      case Origin.Tag _, Origin.Policy _, Origin.CatalogValue _, Origin.PlatformDefault _ -> true;
      case Origin.Guardrail _, Origin.MaxCapacity _, Origin.StackSetting _, Origin.BuiltIn _ ->
          false;
    };
  }

  private static MaxSource source(Origin origin) {
    return switch (origin) {
      case Origin.Tag _ -> MaxSource.TAG;
      case Origin.Policy _ -> MaxSource.POLICY;
      case Origin.CatalogValue _ -> MaxSource.POLICY;
      case Origin.PlatformDefault _ -> MaxSource.POLICY;
      case Origin.Guardrail _ -> MaxSource.POLICY;
      case Origin.MaxCapacity _ -> MaxSource.POLICY;
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
