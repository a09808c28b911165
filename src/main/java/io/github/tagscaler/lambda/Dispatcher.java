package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.IncomingEvent;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.sweep.SweepHandler;
import org.jspecify.annotations.Nullable;

/** Passes each command to its handler. */
final class Dispatcher {
  private final ReconcileHandler resources;
  private final SweepHandler sweeps;
  private final Publisher publisher;
  private final EventLog log;
  private final @Nullable String region;

  /**
   * @param region the region that this function runs in, {@code null} if that is unknown
   */
  Dispatcher(
      ReconcileHandler resources,
      SweepHandler sweeps,
      Publisher publisher,
      EventLog log,
      @Nullable String region) {
    this.region = region;
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
   * @throws RequestRefusedException if a bare request is not valid: somebody waits for its answer,
   *     and no outcomes would mean that nothing is concerned
   */
  Handled dispatch(Command command, IncomingEvent event) {
    return switch (ofThisRegion(command, event)) {
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
        if (event.isBareRequest()) {
          throw new RequestRefusedException(refused.reason());
        }
        yield Handled.NOTHING;
      }
    };
  }

  /**
   * The command, unless its event was forwarded from another region: the names in it mean nothing
   * here. The account is not compared, because {@code sam local} makes one up.
   */
  private Command ofThisRegion(Command command, IncomingEvent event) {
    var other = event.region().filter(from -> region != null && !from.equals(region));
    return other
        .<Command>map(from ->
            new Command.Ignored(
                "The event is from the region %s, but Tagscaler runs in %s."
                    .formatted(Quote.of(from), region)))
        .orElse(command);
  }
}
