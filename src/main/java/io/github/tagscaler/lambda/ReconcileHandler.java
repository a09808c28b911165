package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.IncomingEvent;
import io.github.tagscaler.event.PendingComponents;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.ReconcileResult;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.RepeatedEvents;
import io.github.tagscaler.reconcile.WorkQueue;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.sweep.SweepHandler;
import java.time.Duration;
import java.util.List;

/** Reconciles the resource that a command names, and publishes the outcomes. */
final class ReconcileHandler implements SweepHandler.ItemHandler {
  /**
   * How long a component that is not in service yet waits before it is reconciled again: short
   * enough to register it within a minute of being in service, long enough to cost next to nothing.
   */
  private static final Duration WAIT = Duration.ofSeconds(45);

  private final Reconciler reconciler;
  private final RepeatedEvents repeats;
  private final WorkQueue queue;
  private final Publisher publisher;
  private final EventLog log;

  ReconcileHandler(
      Reconciler reconciler,
      RepeatedEvents repeats,
      WorkQueue queue,
      Publisher publisher,
      EventLog log) {
    this.reconciler = reconciler;
    this.repeats = repeats;
    this.queue = queue;
    this.publisher = publisher;
    this.log = log;
  }

  /** Reconciles a resource. */
  List<Outcome> handle(ReconcileResource command, IncomingEvent event) {
    var outcomes = finish(reconcile(command, event.delivery()), command, event);
    if (outcomes.isEmpty() && command.cause() == Cause.REQUESTED && !event.fromQueue()) {
      var notFound = List.of(reconciler.notFound(command));
      publisher.publish(notFound);
      return notFound;
    }
    if (outcomes.isEmpty() && command.cause() != Cause.IN_SERVICE) {
      log.ignored(nothingFound(command.subject()), event.id());
    }
    return outcomes;
  }

  private ReconcileResult reconcile(ReconcileResource command, Delivery delivery) {
    var answer = repeats.answer(command, delivery);
    if (answer.isPresent()) {
      return answer.get();
    }
    var result = reconciler.reconcile(command, delivery);
    repeats.remember(command, result);
    return result;
  }

  @Override
  public List<Outcome> handle(SweepItem item, IncomingEvent event) {
    return finish(reconciler.reconcile(item), item.command(), event);
  }

  @Override
  public void publish(List<Outcome> outcomes) {
    publisher.publish(outcomes);
  }

  private List<Outcome> finish(
      ReconcileResult result, ReconcileResource command, IncomingEvent event) {
    result.bugs().forEach(bug -> log.bug(bug, event.id()));
    boolean comesAgain = event.fromQueue() && result.outcomes().stream().anyMatch(Outcome::failed);
    // Were what waits sent on with each try, it would be there twenty times in the end.
    var outcomes = comesAgain ? result.outcomes() : requeuePending(result, command);
    publisher.publish(outcomes);
    return outcomes;
  }

  private static Command.Ignored nothingFound(Subject subject) {
    var what =
        switch (subject) {
          case Subject.Endpoint _ -> "endpoint";
          case Subject.Component _ -> "inference component";
        };
    return new Command.Ignored(
        "The %s %s does not exist here (names are case-sensitive), and has no managed target."
            .formatted(what, Quote.of(subject.name())));
  }

  /** Queues the components that are not in service yet; where that fails, their outcome does. */
  private List<Outcome> requeuePending(ReconcileResult result, ReconcileResource command) {
    var outcomes = result.outcomes();
    try {
      for (var component : result.pending()) {
        queue.sendLater(PendingComponents.write(component, command.trigger()).write(), WAIT);
      }
      return outcomes;
    } catch (CallFailedException failure) {
      var problem =
          Problem.of(
              Code.NOT_READY,
              "It is not in service yet, and the event could not be put off: %s"
                  .formatted(failure.getMessage()));
      return outcomes.stream()
          .map(outcome ->
              outcome.skippedFor(SkipReason.NOT_READY)
                  ? outcome.ended(new Ending.Failed(problem, List.of()))
                  : outcome)
          .toList();
    }
  }
}
