package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.EventReader;
import io.github.tagscaler.event.Notice;
import io.github.tagscaler.event.Notice.Cause;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.Result;
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
   */
  List<Report> dispatch(Json event, Delivery delivery) {
    return switch (EventReader.read(event, delivery)) {
      case Notice.Ignored ignored -> {
        log.ignored(ignored, idOf(event));
        yield List.of();
      }
      case Notice.Refused refused -> {
        log.refused(refused, idOf(event));
        yield List.of();
      }
      case Notice.Blocked blocked -> {
        publisher.publish(blocked);
        yield List.of();
      }
      case Notice.Sweep _, Notice.ReleaseAll _, Notice.Piece _ ->
          throw new UnsupportedOperationException("sweeps come next");
      case Notice.Look look -> {
        var result = reconciler.reconcile(look);
        result.bugs().forEach(bug -> log.bug(bug, idOf(event)));
        var reports = putOff(result, look, event);
        publisher.publish(reports);
        if (reports.isEmpty() && look.cause() != Cause.IN_SERVICE) {
          log.ignored(nothingThere(look.subject()), idOf(event));
        }
        yield reports;
      }
    };
  }

  private static Notice.Ignored nothingThere(Subject subject) {
    var what = subject instanceof Subject.Endpoint ? "endpoint" : "inference component";
    return new Notice.Ignored(
        "There is no %s %s, and nothing of ours is registered for it."
            .formatted(what, Quote.of(subject.name())));
  }

  /** Sends what waits to the queue again; if that fails, the event has to come again by itself. */
  private List<Report> putOff(Result result, Notice.Look look, Json event) {
    var reports = result.reports();
    try {
      for (var arn : result.onTheirWay()) {
        var message =
            look.subject() instanceof Subject.Endpoint ? tagChange(arn, event) : asMessage(event);
        queue.sendLater(message.write(), WAIT);
      }
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

  /** Tags that reach one of an endpoint's components: only that one is looked at again. */
  private static Json tagChange(String componentArn, Json event) {
    return Json.object()
        .put("id", event.get("id"))
        .put("source", "aws.tag")
        .put("detail-type", "Tag Change on Resource")
        .put("resources", Json.ofStrings(List.of(componentArn)))
        .put("detail", Json.object().put("service", "sagemaker").build())
        .build();
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
