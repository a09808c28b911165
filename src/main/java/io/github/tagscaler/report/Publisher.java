package io.github.tagscaler.report;

import io.github.tagscaler.outcome.Report;
import java.util.List;

/** Tells outcomes to all who want to know: the log and the metric always, the event bus what is news. */
public final class Publisher {
  private final OutcomeLog outcomes;
  private final EventLog events;
  private final EventBus bus;

  /** A publisher on these. */
  public Publisher(OutcomeLog outcomes, EventLog events, EventBus bus) {
    this.outcomes = outcomes;
    this.events = events;
    this.bus = bus;
  }

  /** Tells these outcomes. */
  public void publish(List<Report> reports) {
    reports.forEach(report -> outcomes.write(report.outcome()));
    var news = OutcomeEvents.of(reports);
    try {
      bus.publish(news);
    } catch (UnpublishedException failure) {
      // What was done is done and in the log; trying it again would find nothing to do or to tell.
      failure.events().forEach(event -> events.unpublished(event, failure.reason()));
    }
  }
}
