package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.report.DeployBlocked;
import io.github.tagscaler.report.EventBus;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.OutcomeEvents;
import io.github.tagscaler.report.OutcomeLog;
import java.util.List;

/** Publishes outcomes: all of them as log lines with metrics, and what is news on the event bus. */
final class Publisher {
  private final OutcomeLog log;
  private final EventLog events;
  private final EventBus bus;
  private final DeployBlocked deploys;

  Publisher(OutcomeLog log, EventLog events, EventBus bus, DeployBlocked deploys) {
    this.log = log;
    this.events = events;
    this.bus = bus;
    this.deploys = deploys;
  }

  void publish(List<Outcome> outcomes) {
    outcomes.forEach(log::write);
    bus.publishOrLog(OutcomeEvents.of(outcomes), events);
  }

  /** Publishes that AWS refused a deploy. It has no outcome, because Tagscaler changed nothing. */
  void publish(Command.Blocked blocked) {
    events.blocked(blocked, deploys.remedy(blocked));
    bus.publishOrLog(List.of(deploys.event(blocked)), events);
  }
}
