package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
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
  static Fit of(TargetKey key, Limits asked, int running, int registeredMax, boolean keep) {
    var bounds = asked.bounds();
    if (running <= bounds.max() || (asked.maxByTag() && !keep)) {
      return new AsAsked(bounds);
    }
    var id = key.id().wire();
    if (asked.maxSource() == MaxSource.BUILT_IN) {
      return new NoMax(
          Problem.of(
              Code.BOUNDS_CONFLICT,
              "%s runs %d, and nobody states a max; the built-in one is %d and would take %d away. Set the tag max to at least %d to keep what runs."
                  .formatted(id, running, bounds.max(), running - bounds.max(), running)));
    }
    int max = Math.max(registeredMax, running);
    return new AboveMax(
        new Bounds(bounds.min(), max),
        Problem.of(
            Code.ABOVE_MAX,
            "%s runs %d, above its max of %d. Nothing that runs is taken away%s: the max is %d until capacity has fallen by itself."
                .formatted(
                    id,
                    running,
                    bounds.max(),
                    asked.maxByTag()
                        ? " while somebody else's change is undone"
                        : ", as no tag states that max",
                    max)));
  }
}
