package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.util.Optional;

/**
 * Which bounds to register so that no running capacity is taken away that the owner did not agree
 * to lose: Application Auto Scaling moves capacity into the bounds at once.
 */
sealed interface Fit {

  /** These bounds, just as asked. */
  record AsAsked(Bounds bounds) implements Fit {}

  /** A higher max than asked for, until capacity has fallen by itself. */
  record AboveMax(Bounds bounds, Problem warning) implements Fit {
    /** The max that is conceded. */
    Optional<Integer> concededMax() {
      return Optional.of(bounds.max());
    }
  }

  /** None: the owner has to say a max first. */
  record NoMax(Problem problem) implements Fit {}

  /**
   * Finds the bounds.
   *
   * @param asked what should be in force now
   * @param registeredMax the max that stands now; 0 if nothing is registered
   * @param keep whether to take nothing away even where a tag states the max: somebody else's
   *     change is being undone, or a concession made then still holds
   */
  static Fit of(
      TargetKey key,
      Limits asked,
      int running,
      int registeredMax,
      boolean keep,
      TargetProblems problems) {
    var bounds = asked.bounds();
    if (running <= bounds.max() || (asked.maxByTag() && !keep)) {
      return new AsAsked(bounds);
    }
    if (asked.maxSource() == MaxSource.BUILT_IN) {
      return new NoMax(problems.defaultMaxTooLow(running, bounds.max(), key.dimension()));
    }
    int max = Math.max(registeredMax, running);
    return new AboveMax(
        new Bounds(bounds.min(), max),
        TargetProblems.aboveMax(running, bounds.max(), max, asked.maxByTag(), key.dimension()));
  }
}
