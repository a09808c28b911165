package io.github.tagscaler.report;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.OutcomeSummary;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.outcome.SkipReason;
import java.util.List;
import java.util.Optional;

/**
 * Decides which outcomes are published, and makes their events.
 *
 * <p>What changed something is always news. What changed nothing is news once: a scaling activity
 * makes an event of its own, and a rejection told at each would drown the one that matters.
 */
public final class OutcomeEvents {
  private OutcomeEvents() {}

  /** The events to publish for these outcomes, in their order. */
  public static List<OutcomeEvent> of(List<Report> reports) {
    return reports.stream().filter(OutcomeEvents::isNews).map(OutcomeEvents::event).toList();
  }

  private static boolean isNews(Report report) {
    return switch (report.outcome().ending()) {
      case Ending.Applied _, Ending.Planned _, Ending.Released _ -> true;
      // Also without a key of ours: a default policy that meets foreign scaling, or a release that
      // is refused once the tags are gone, leaves somebody to act all the same.
      case Ending.Rejected _ -> !report.repeats() || followsCatalog(report);
      case Ending.Skipped(var reason, _) ->
          reason != SkipReason.NOT_READY && report.carriesKey() && !report.repeats();
      // Failed is tried again; once that is given up, the queue's alarm tells.
      case Ending.Unchanged _, Ending.Failed _ -> false;
    };
  }

  /**
   * Whether a change of the catalog started it. It comes by a sweep, as what repeats does, and yet
   * may be the very reason for the rejection.
   */
  private static boolean followsCatalog(Report report) {
    return report.outcome().trigger().type() == Trigger.Type.CATALOG;
  }

  private static OutcomeEvent event(Report report) {
    var outcome = report.outcome();
    return new OutcomeEvent(
        "Scaling " + OutcomeSummary.of(outcome).word(),
        OutcomeJson.of(outcome),
        Optional.ofNullable(report.arn()).stream().toList());
  }
}
