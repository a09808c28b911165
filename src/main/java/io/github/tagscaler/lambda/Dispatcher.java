package io.github.tagscaler.lambda;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.EventReader;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.Leaver;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.Result;
import io.github.tagscaler.reconcile.Result.OnItsWay;
import io.github.tagscaler.reconcile.WorkQueue;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.OutcomeEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes one event from its reading to the last word about it. */
final class Dispatcher {
  /**
   * How long a component on its way is left alone between two looks: short enough to register it
   * within a minute of being in service, long enough to cost next to nothing.
   */
  private static final Duration WAIT = Duration.ofSeconds(45);

  /** To read the lists of ten thousand endpoints takes about a minute. */
  private static final Duration ENOUGH_TO_SWEEP = Duration.ofSeconds(100);

  /** One release may take some calls, and then the answer has to be told. */
  private static final Duration ENOUGH_TO_RELEASE = Duration.ofSeconds(40);

  private final Reconciler reconciler;
  private final WorkQueue queue;
  private final Publisher publisher;
  private final EventLog log;
  private final Sweeps sweeps;
  private final Leaver leaver;

  Dispatcher(
      Reconciler reconciler,
      Sweeps sweeps,
      Leaver leaver,
      WorkQueue queue,
      Publisher publisher,
      EventLog log) {
    this.reconciler = reconciler;
    this.sweeps = sweeps;
    this.leaver = leaver;
    this.queue = queue;
    this.publisher = publisher;
    this.log = log;
  }

  /**
   * Handles one event and tells the world what came of it.
   *
   * @param event the event
   * @param left how much of the function's time is left
   * @throws CallFailedException if a sweep cannot read everything
   */
  List<Report> dispatch(Json event, Delivery delivery, Supplier<Duration> left) {
    return switch (EventReader.read(event, delivery)) {
      case Command.Ignored ignored -> {
        log.ignored(ignored, idOf(event));
        yield List.of();
      }
      case Command.Refused refused -> {
        log.refused(refused, idOf(event));
        yield List.of();
      }
      case Command.Blocked blocked -> {
        publisher.publish(blocked);
        yield List.of();
      }
      case Command.Sweep sweep -> sweep(sweep, event, delivery, left.get());
      case Command.SweepItem piece -> piece(piece, event, delivery);
      case Command.ReleaseAll all -> {
        var reports = leaver.leave(all, () -> left.get().compareTo(ENOUGH_TO_RELEASE) > 0);
        publisher.publish(reports);
        yield reports;
      }
      case Command.ReconcileResource look -> {
        var reports = told(reconciler.reconcile(look), look, event, delivery);
        if (reports.isEmpty() && look.cause() != Cause.IN_SERVICE) {
          log.ignored(nothingThere(look.subject()), idOf(event));
        }
        yield reports;
      }
    };
  }

  private List<Report> sweep(Command.Sweep notice, Json event, Delivery delivery, Duration left) {
    var needless = sweeps.needless(notice, event);
    if (needless.isPresent()) {
      log.ignored(new Command.Ignored(needless.get()), idOf(event));
      return List.of();
    }
    if (delivery == Delivery.QUEUE && queue.present() && sweeps.mayNotBeAll(notice, event)) {
      queue.sendLater(event.write(), Sweeps.SETTLED);
      log.putOff(
          "More documents of the catalog may be on their way: the sweep begins half a minute later.",
          idOf(event));
      return List.of();
    }
    // A batch may have used up most of it; a direct invocation has all that there is.
    if (delivery == Delivery.QUEUE && left.compareTo(ENOUGH_TO_SWEEP) < 0) {
      throw new CallFailedException(
          Code.THROTTLED,
          "Too little of the function's time is left to look at everything: it is tried again.",
          null);
    }
    var sweep = sweeps.sweep(notice);
    publisher.publish(sweep.heldBack());
    var atOnce = sweeps.handOut(sweep, piece -> piece(piece, event, delivery));
    // Without a queue it comes again as a whole if anything failed.
    if (atOnce.stream().noneMatch(Report::failed)) {
      sweeps.handedOut(notice, sweep);
    }
    return Stream.concat(sweep.heldBack().stream(), atOnce.stream()).toList();
  }

  private List<Report> piece(Command.SweepItem piece, Json event, Delivery delivery) {
    sweeps.prepare(piece);
    var reports = told(reconciler.reconcile(piece), piece.look(), event, delivery);
    sweeps.done(piece, reports);
    return reports;
  }

  /** Whether later sweeps find by themselves what a message is about. */
  boolean foundAgain(Json event) {
    return isPiece(event, sweeps::foundAgain);
  }

  /** Whether one has done so by now, if that was needed. */
  boolean superseded(Json event) {
    return isPiece(event, sweeps::superseded);
  }

  private static boolean isPiece(Json event, Predicate<Command.SweepItem> such) {
    return EventReader.read(event, Delivery.QUEUE) instanceof Command.SweepItem piece
        && such.test(piece);
  }

  /** Tells the world what a look came to. */
  private List<Report> told(
      Result result, Command.ReconcileResource look, Json event, Delivery delivery) {
    result.bugs().forEach(bug -> log.bug(bug, idOf(event)));
    boolean comesAgain =
        delivery == Delivery.QUEUE && result.reports().stream().anyMatch(Report::failed);
    // Were what waits sent on with each try, it would be there twenty times in the end.
    var reports = comesAgain ? result.reports() : putOff(result, look, event);
    publisher.publish(reports);
    return reports;
  }

  private static Command.Ignored nothingThere(Subject subject) {
    var what = subject instanceof Subject.Endpoint ? "endpoint" : "inference component";
    return new Command.Ignored(
        "There is no %s %s, and nothing of ours is registered for it."
            .formatted(what, Quote.of(subject.name())));
  }

  /** Sends what waits to the queue again; if that fails, the event has to come again by itself. */
  private List<Report> putOff(Result result, Command.ReconcileResource look, Json event) {
    var reports = result.reports();
    try {
      for (var component : result.onTheirWay()) {
        var message =
            look.subject() instanceof Subject.Endpoint
                ? aboutOne(component, look.cause(), event)
                : asMessage(event);
        queue.sendLater(message.write(), WAIT);
      }
      return reports;
    } catch (CallFailedException failure) {
      var problem =
          Problem.of(
              Code.NOT_READY,
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

  /** News of an endpoint that reached one of its components: only that is looked at again. */
  private static Json aboutOne(OnItsWay component, Cause cause, Json event) {
    var about = Json.object().put("id", event.get("id"));
    return (cause == Cause.REQUESTED
            ? requested(
                about, Json.object().put("inferenceComponentName", component.component()).build())
            : about
                .put("source", "aws.tag")
                .put("detail-type", "Tag Change on Resource")
                .put("resources", Json.ofStrings(List.of(component.arn())))
                .put("detail", Json.object().put("service", "sagemaker").build()))
        .build();
  }

  private static Json.ObjectBuilder requested(Json.ObjectBuilder event, Json request) {
    return event
        .put("source", OutcomeEvent.SOURCE)
        .put("detail-type", "Reconcile Requested")
        .put("detail", request);
  }

  /** A bare request is taken from a direct invocation only; in the queue it has to be an event. */
  private static Json asMessage(Json event) {
    return event.get("source").isNull() ? requested(Json.object(), event).build() : event;
  }

  private static @Nullable String idOf(Json event) {
    return event.get("id").text().orElse(null);
  }
}
