package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.IncomingEvent;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.sweep.SweepHandler;

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
   * @throws CallFailedException if a sweep cannot read everything
   * @throws RequestRefusedException if a direct invocation is not valid: somebody waits for its
   *     answer, and no outcomes would mean that nothing is concerned
   */
  Handled dispatch(Command command, IncomingEvent event) {
    return switch (command) {
      case Command.ReconcileResource resource -> Handled.of(resources.handle(resource, event));
      case Command.Sweep sweep -> Handled.of(sweeps.handle(sweep, event));
      case Command.SweepItem item -> Handled.of(sweeps.handle(item, event));
      case Command.Blocked blocked -> {
        publisher.publish(blocked);
        yield Handled.NOTHING;
      }
      case Command.Ignored ignored -> {
        log.ignored(ignored, event.id());
        yield Handled.NOTHING;
      }
      case Command.Refused refused -> {
        log.refused(refused, event.id());
        if (event.fromQueue()) {
          yield Handled.NOTHING;
        }
        throw new RequestRefusedException(refused.reason());
      }
    };
  }
}
