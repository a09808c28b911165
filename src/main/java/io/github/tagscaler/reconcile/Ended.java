package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run ended for one scalable dimension of a resource. */
record Ended(
    @Nullable ScalableDimension dimension, Ending ending, List<Problem> warnings, boolean dryRun) {

  /** The only ending of a resource. */
  static List<Ended> only(
      @Nullable ScalableDimension dimension,
      Ending ending,
      List<Problem> warnings,
      boolean dryRun) {
    return List.of(new Ended(dimension, ending, warnings, dryRun));
  }

  /** The same with another ending. */
  Ended ending(Ending other) {
    return new Ended(dimension, other, warnings, dryRun);
  }
}
