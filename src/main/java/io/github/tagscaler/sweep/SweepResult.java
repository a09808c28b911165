package io.github.tagscaler.sweep;

import io.github.tagscaler.outcome.Outcome;
import java.util.List;

/**
 * What a sweep answers.
 *
 * @param outcomes those worth reading, the worst first
 * @param complete whether everything was read and decided about
 * @param done the outcomes of what was reconciled at once; they may have failed
 */
public record SweepResult(List<Outcome> outcomes, boolean complete, List<Outcome> done) {
  /** A sweep that did not take place. */
  static final SweepResult NOTHING = new SweepResult(List.of(), true, List.of());

  public SweepResult {
    outcomes = List.copyOf(outcomes);
    done = List.copyOf(done);
  }
}
