package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.List;
import java.util.Map;
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

  /**
   * Tells it of a resource of which nothing else was read.
   *
   * @param repeats whether what started the run happens again and again by itself
   */
  Report unseen(ResourceId id, Trigger trigger, String stack, boolean repeats) {
    var outcome =
        new Outcome(id.wire(), dimension, null, ending, warnings, dryRun, trigger, stack, Map.of());
    return new Report(outcome, false, repeats, null);
  }

  /** The same with another ending. */
  Ended ending(Ending other) {
    return new Ended(dimension, other, warnings, dryRun);
  }
}
