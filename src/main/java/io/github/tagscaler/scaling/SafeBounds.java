package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.util.List;
import java.util.Optional;

/**
 * Which bounds to register so that no running capacity is removed that the owner did not agree to
 * lose: Application Auto Scaling moves capacity into the bounds at once.
 */
sealed interface SafeBounds {

  /**
   * These bounds.
   *
   * @param concededMax the max of the bounds if it is higher than desired, until capacity has
   *     scaled in
   * @param warnings what becomes of the capacity above the desired max
   */
  record Safe(Bounds bounds, Optional<Integer> concededMax, List<Problem> warnings)
      implements SafeBounds {}

  /** None: the owner has to state a max first. */
  record NeedsMax(Problem problem) implements SafeBounds {}

  /**
   * Finds the bounds.
   *
   * @param desired the bounds that should be in force now
   * @param registered the registered bounds; empty if nothing is registered
   * @param removes whether the owner changed the tag that states the max, so that capacity above it
   *     is removed
   */
  static SafeBounds of(
      TargetKey key,
      Limits desired,
      int running,
      Optional<Bounds> registered,
      boolean removes,
      TargetProblems problems) {
    var bounds = desired.bounds();
    int max = bounds.max();
    if (running <= max) {
      return new Safe(bounds, Optional.empty(), List.of());
    }
    if (removes) {
      return new Safe(
          bounds,
          Optional.empty(),
          List.of(TargetProblems.removedByMax(running, max, key.dimension())));
    }
    if (desired.maxSource() == MaxSource.BUILT_IN) {
      return new NeedsMax(problems.defaultMaxTooLow(running, max, key.dimension()));
    }
    if (registered.filter(bounds::equals).isPresent()) {
      return new Safe(
          bounds, Optional.empty(), List.of(problems.aboveBounds(running, max, key.dimension())));
    }
    int conceded = Math.max(registered.map(Bounds::max).orElse(0), running);
    return new Safe(
        new Bounds(bounds.min(), conceded),
        Optional.of(conceded),
        List.of(problems.aboveMax(running, max, conceded, desired.maxByTag(), key.dimension())));
  }
}
