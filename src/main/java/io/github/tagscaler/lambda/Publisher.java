package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.report.DeployBlocked;
import io.github.tagscaler.report.EventBus;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.OutcomeEvent;
import io.github.tagscaler.report.OutcomeEvents;
import io.github.tagscaler.report.OutcomeLog;
import java.util.List;

/** Tells outcomes to all who want to know: the log and the metric each, the event bus the news. */
final class Publisher {
  private final OutcomeLog outcomes;
  private final EventLog events;
  private final EventBus bus;
  private final DeployBlocked deploys;

  Publisher(OutcomeLog outcomes, EventLog events, EventBus bus, DeployBlocked deploys) {
    this.outcomes = outcomes;
    this.events = events;
    this.bus = bus;
    this.deploys = deploys;
  }

  void publish(List<Report> reports) {
    reports.forEach(report -> outcomes.write(report.outcome()));
    send(OutcomeEvents.of(reports));
  }

  /** A deploy that was refused is no outcome of ours, and no try of ours would change it. */
  void publish(Command.Blocked blocked) {
    events.blocked(blocked, deploys.remedy(blocked));
    send(List.of(deploys.event(blocked)));
  }

  private void send(List<OutcomeEvent> news) {
    try {
      bus.publish(news);
    } catch (RuntimeException failure) {
      // What was done is done and in the log; another try would find nothing to do or to tell.
      news.forEach(event -> events.unpublished(event, String.valueOf(failure.getMessage())));
    }
  }
}
