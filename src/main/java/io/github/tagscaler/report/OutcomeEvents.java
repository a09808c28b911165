package io.github.tagscaler.report;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.OutcomeSummary;
import io.github.tagscaler.outcome.SkipReason;
import java.util.List;
import java.util.Optional;

/**
 * Decides which outcomes are published, and makes their events.
 *
 * <p>What changed something is always published. What changed nothing is published once: a scaling
 * activity sends an event of its own, and a rejection published at each would bury the one that
 * matters.
 */
public final class OutcomeEvents {
  private OutcomeEvents() {}

  /** The events to publish for these outcomes, in their order. */
  public static List<OutcomeEvent> of(List<Outcome> outcomes) {
    return outcomes.stream().filter(OutcomeEvents::isNews).map(OutcomeEvents::event).toList();
  }

  private static boolean isNews(Outcome outcome) {
    return switch (outcome.ending()) {
      case Ending.Applied _, Ending.Planned _, Ending.Released _ -> true;
      // Also without a tag of the stack: a default policy that meets foreign scaling, or a release
      // that is refused once the tags are gone, needs a person, too.
      case Ending.Rejected _ -> !outcome.audience().repeats() || followsCatalog(outcome);
      case Ending.Skipped(var reason, _) ->
          reason != SkipReason.NOT_READY
              && outcome.audience().carriesKey()
              && !outcome.audience().repeats();
      // Failed is retried; once that is given up, the queue's alarm fires.
      case Ending.Unchanged _, Ending.Failed _ -> false;
    };
  }

  /**
   * Whether a change of the catalog started it. It arrives by a sweep, which repeats, and yet may
   * be the very reason for the rejection.
   */
  private static boolean followsCatalog(Outcome outcome) {
    return outcome.trigger().type() == Trigger.Type.CATALOG;
  }

  private static OutcomeEvent event(Outcome outcome) {
    return new OutcomeEvent(
        "Scaling " + OutcomeSummary.of(outcome).word(),
        OutcomeJson.of(outcome),
        Optional.ofNullable(outcome.audience().arn()).stream().toList());
  }
}
