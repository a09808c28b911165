package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.IncomingEvent;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.sweep.SweepHandler;
import java.util.List;

/** Passes each command to its handler. */
final class Dispatcher {
  private final ReconcileHandler resources;
  private final SweepHandler sweeps;
  private final Publisher publisher;
  private final EventLog log;

  Dispatcher(ReconcileHandler resources, SweepHandler sweeps, Publisher publisher, EventLog log) {
    this.resources = resources;
    this.sweeps = sweeps;
    this.publisher = publisher;
    this.log = log;
  }

  /**
   * Carries out a command, and publishes the outcomes.
   *
   * @param event the event that the command was read from
   * @return the outcomes
   * @throws CallFailedException if a sweep cannot read everything
   */
  List<Outcome> dispatch(Command command, IncomingEvent event) {
    return switch (command) {
      case Command.ReconcileResource resource -> resources.handle(resource, event);
      case Command.Sweep sweep -> sweeps.handle(sweep, event);
      case Command.SweepItem item -> sweeps.handle(item, event);
      case Command.Blocked blocked -> {
        publisher.publish(blocked);
        yield List.of();
      }
      case Command.Ignored ignored -> {
        log.ignored(ignored, event.id());
        yield List.of();
      }
      case Command.Refused refused -> {
        log.refused(refused, event.id());
        yield List.of();
      }
    };
  }
}
