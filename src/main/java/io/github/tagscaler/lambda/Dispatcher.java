package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.EventReader;
import io.github.tagscaler.event.Notice;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.WorkQueue;
import io.github.tagscaler.report.EventLog;
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
   * @param body its text, should it have to be sent again
   */
  List<Report> dispatch(Json event, String body, Delivery delivery) {
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
        var result = reconciler.reconcile(look);
        if (result.lookAgain()) {
          queue.sendLater(body, WAIT);
        }
        publisher.publish(result.reports());
        yield result.reports();
      }
    };
  }

  private static @Nullable String idOf(Json event) {
    return event.get("id").text().orElse(null);
  }
}
