package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.report.SweepCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep found.
 *
 * @param began when it began
 * @param handovers what has to be changed, in the order in which it is handed to the queue
 * @param planned the outcomes of the targets that are handed over, as plans
 * @param decided the outcomes of all others
 * @param failing the outcomes of targets whose scaling began to fail since the last sweep
 * @param counts what its line reports
 * @param bugs unexpected exceptions
 * @param activitiesFailure why scaling activities could not be read; empty if they were
 */
record SweepPlan(
    Instant began,
    List<Handover> handovers,
    List<Outcome> planned,
    List<Outcome> decided,
    List<Outcome> failing,
    SweepCounts counts,
    List<RuntimeException> bugs,
    Optional<CallFailedException> activitiesFailure) {
  SweepPlan {
    handovers = List.copyOf(handovers);
    planned = List.copyOf(planned);
    decided = List.copyOf(decided);
    failing = List.copyOf(failing);
    bugs = List.copyOf(bugs);
  }

  /**
   * An item for the queue.
   *
   * @param delay for how long it has to wait there at least
   */
  record Handover(SweepItem item, Duration delay) {}
}
