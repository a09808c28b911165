package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.util.Optional;

/**
 * Which bounds to register so that no running capacity is removed that the owner did not agree to
 * lose: Application Auto Scaling moves capacity into the bounds at once.
 */
sealed interface SafeBounds {

  /** These bounds, just as desired. */
  record AsRequested(Bounds bounds) implements SafeBounds {}

  /** A higher max than desired, until capacity has scaled in. */
  record AboveMax(Bounds bounds, Problem warning) implements SafeBounds {
    /** The max that is conceded. */
    Optional<Integer> concededMax() {
      return Optional.of(bounds.max());
    }
  }

  /** None: the owner has to state a max first. */
  record NeedsMax(Problem problem) implements SafeBounds {}

  /**
   * Finds the bounds.
   *
   * @param desired the bounds that should be in force now
   * @param registeredMax the registered max; 0 if nothing is registered
   * @param keep whether to remove no capacity even where a tag states the max: a change made
   *     outside Tagscaler is being undone, or a concession made then still holds
   */
  static SafeBounds of(
      TargetKey key,
      Limits desired,
      int running,
      int registeredMax,
      boolean keep,
      TargetProblems problems) {
    var bounds = desired.bounds();
    if (running <= bounds.max() || (desired.maxByTag() && !keep)) {
      return new AsRequested(bounds);
    }
    if (desired.maxSource() == MaxSource.BUILT_IN) {
      return new NeedsMax(problems.defaultMaxTooLow(running, bounds.max(), key.dimension()));
    }
    int max = Math.max(registeredMax, running);
    return new AboveMax(
        new Bounds(bounds.min(), max),
        TargetProblems.aboveMax(running, bounds.max(), max, desired.maxByTag(), key.dimension()));
  }
}
