package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.report.DeployBlocked;
import io.github.tagscaler.report.EventBus;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.OutcomeEvents;
import io.github.tagscaler.report.OutcomeLog;
import io.github.tagscaler.resource.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes outcomes: all of them as log lines with metrics, and what is news on the event bus. */
final class Publisher {
  private final OutcomeLog log;
  private final EventLog events;
  private final EventBus bus;
  private final DeployBlocked deploys;
  private final SageMakerResources resources;
  private final OutcomeEvents news = new OutcomeEvents();

  Publisher(
      OutcomeLog log,
      EventLog events,
      EventBus bus,
      DeployBlocked deploys,
      SageMakerResources resources) {
    this.log = log;
    this.events = events;
    this.bus = bus;
    this.deploys = deploys;
    this.resources = resources;
  }

  void publish(List<Outcome> outcomes) {
    outcomes.forEach(log::write);
    var published = news.of(outcomes);
    if (!bus.publishOrLog(published, events)) {
      news.unpublished(published);
    }
  }

  /** Publishes that AWS refused a deploy. It has no outcome, because Tagscaler changed nothing. */
  void publish(Command.Blocked blocked) {
    events.blocked(
        deploys.message(blocked) + " " + deploys.remedy(blocked), blocked.trigger().eventId());
    var arn = blocked.endpoint().flatMap(this::arn);
    bus.publishOrLog(
        List.of(deploys.event(blocked, arn, arn.map(this::tags).orElseGet(Map::of))), events);
  }

  /** Empty also if it cannot be read: whoever deploys is notified all the same. */
  private Optional<String> arn(String endpoint) {
    try {
      return resources.endpoint(endpoint, null).map(Endpoint::arn);
    } catch (CallFailedException unknown) {
      return Optional.empty();
    }
  }

  private Map<String, String> tags(String arn) {
    try {
      return resources.tags(arn).orElseGet(Map::of);
    } catch (CallFailedException unknown) {
      return Map.of();
    }
  }
}
