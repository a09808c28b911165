package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.EventReader;
import io.github.tagscaler.event.Notice;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.WorkQueue;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.OutcomeEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one event from its reading to the last word about it. */
final class Dispatcher {
  /**
   * How long a component on its way is left alone between two looks: short enough to register it
   * within a minute of being in service, long enough to cost next to nothing.
   */
  private static final Duration WAIT = Duration.ofSeconds(45);

  private final Reconciler reconciler;
  private final WorkQueue queue;
  private final Publisher publisher;
  private final EventLog log;

  Dispatcher(Reconciler reconciler, WorkQueue queue, Publisher publisher, EventLog log) {
    this.reconciler = reconciler;
    this.queue = queue;
    this.publisher = publisher;
    this.log = log;
  }

  /**
   * Handles one event and tells the world what came of it.
   *
   * @param event the event
   * @param again whether it was handled before and did not come to its end
   */
  List<Report> dispatch(Json event, Delivery delivery, boolean again) {
    return switch (EventReader.read(event, delivery)) {
      case Notice.Ignored ignored -> {
        log.ignored(ignored, idOf(event));
        yield List.of();
      }
      case Notice.Refused refused -> {
        log.refused(refused, idOf(event));
        yield List.of();
      }
      case Notice.Look look -> {
        var result = reconciler.reconcile(look, again);
        result.bugs().forEach(bug -> log.bug(bug, idOf(event)));
        var reports = result.lookAgain() ? putOff(result.reports(), event) : result.reports();
        publisher.publish(reports);
        yield reports;
      }
    };
  }

  /** Sends the event to the queue again; if that fails, it has to come again by itself. */
  private List<Report> putOff(List<Report> reports, Json event) {
    try {
      queue.sendLater(asMessage(event).write(), WAIT);
      return reports;
    } catch (CallFailedException failure) {
      var problem =
          Problem.of(
              Code.NOT_READY,
              null,
              null,
              "It is not in service yet, and the event could not be put off: %s"
                  .formatted(failure.getMessage()));
      return reports.stream()
          .map(report ->
              waits(report) ? report.ended(new Ending.Failed(problem, List.of())) : report)
          .toList();
    }
  }

  private static boolean waits(Report report) {
    return report.outcome().ending() instanceof Ending.Skipped(var reason, _)
        && reason == SkipReason.NOT_READY;
  }

  /** A bare request is taken from a direct invocation only; in the queue it has to be an event. */
  private static Json asMessage(Json event) {
    return event.get("source").isNull()
        ? Json.object()
            .put("source", OutcomeEvent.SOURCE)
            .put("detail-type", "Reconcile Requested")
            .put("detail", event)
            .build()
        : event;
  }

  private static @Nullable String idOf(Json event) {
    return event.get("id").text().orElse(null);
  }
}
