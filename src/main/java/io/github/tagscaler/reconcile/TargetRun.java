package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeTemplate;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ObservedTarget;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target in one run.
 *
 * @param observed what is registered, read only once it matters
 * @param template what its outcomes have in common
 * @param now the time
 */
record TargetRun(
    Target target,
    ObservedTargetsCache observed,
    RunOptions options,
    OutcomeTemplate template,
    Instant now) {

  /**
   * Its scalable targets, with the alarms that are known to belong to it.
   *
   * @throws CallFailedException if it cannot be read
   */
  List<ObservedTarget> registered() {
    return target.registered(observed);
  }

  Outcome outcome(@Nullable ScalableDimension dimension, Ending ending, List<Problem> warnings) {
    return template.outcome(dimension, ending, warnings);
  }

  /** The only outcome of the target. */
  List<Outcome> only(Ending ending, List<Problem> warnings) {
    return List.of(outcome(target.dimension(), ending, warnings));
  }
}
