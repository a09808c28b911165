package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a run ended for one scalable dimension of a resource. */
public record Ended(
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
  public Report unseen(ResourceId id, Trigger trigger, String stack, boolean repeats) {
    var outcome =
        new Outcome(id.wire(), dimension, null, ending, warnings, dryRun, trigger, stack, Map.of());
    return new Report(outcome, false, repeats, null);
  }

  /** The same with another ending. */
  Ended ending(Ending other) {
    return new Ended(dimension, other, warnings, dryRun);
  }

  /** Whether it is not ready for what was to be done. */
  boolean notReady() {
    return ending instanceof Ending.Failed(var problem, _) && problem.code() == Code.NOT_READY;
  }

  /**
   * The same of a resource in that status. AWS takes few changes of what is not in service, and how
   * it says so is not published: what it refuses then without a reason that we know, it most likely
   * takes once the resource is.
   */
  Ended whileIn(ResourceStatus status) {
    return !status.inService()
            && ending instanceof Ending.Failed(var problem, var changes)
            && problem.code() == Code.SERVICE_ERROR
        ? ending(new Ending.Failed(TargetProblems.refusedWhile(status, problem.message()), changes))
        : this;
  }
}
