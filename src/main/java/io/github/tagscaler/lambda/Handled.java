package io.github.tagscaler.lambda;

import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.sweep.SweepResult;
import java.util.List;

/**
 * What came of an event.
 *
 * @param outcomes the outcomes to answer with
 * @param complete whether they are all there are
 * @param failed those that have to be tried again
 */
record Handled(List<Outcome> outcomes, boolean complete, List<Outcome> failed) {
  static final Handled NOTHING = of(List.of());

  static Handled of(List<Outcome> outcomes) {
    return new Handled(outcomes, true, failed(outcomes));
  }

  /** A sweep does not try again what it only decided. */
  static Handled of(SweepResult sweep) {
    return new Handled(sweep.outcomes(), sweep.complete(), failed(sweep.done()));
  }

  private static List<Outcome> failed(List<Outcome> outcomes) {
    return outcomes.stream().filter(Outcome::failed).toList();
  }
}
