package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.Bounds;

/** Bounds, each end with where it comes from. */
public record SourcedBounds(Sourced<Integer> min, Sourced<Integer> max) {

  /** The bounds alone. */
  public Bounds bounds() {
    return new Bounds(min.value(), max.value());
  }
}
