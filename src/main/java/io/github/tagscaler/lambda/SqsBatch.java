package io.github.tagscaler.lambda;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.EventReader;
import io.github.tagscaler.event.IncomingEvent;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.json.MalformedJsonException;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.MessageVisibility;
import io.github.tagscaler.report.EventLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Handles the messages of an SQS batch, each on its own: one that fails stops none of the others.
 * Messages that repeat each other are handled together, and have one result.
 */
final class SqsBatch {
  /**
   * With less time than this left no message is begun: a batch that the function's timeout ends
   * would be delivered again as a whole, with what was done in it.
   */
  private static final Duration ENOUGH_TO_BEGIN = Duration.ofSeconds(45);

  /** A call that is not answered ends within this; with less left, none is made. */
  private static final Duration ENOUGH_TO_CALL = Duration.ofSeconds(25);

  /**
   * By the sixth time a message has been tried for a quarter of an hour: throttling has passed by
   * then. From here on the failure alarm counts its attempts.
   */
  private static final int ATTEMPTS_THAT_PASS = 5;

  /**
   * By the seventh time a message has been tried for half an hour, however long it waited before.
   */
  private static final int ATTEMPTS_OF_ITEM = 7;

  /** By the twelfth time a message is about two hours old. */
  private static final int ATTEMPTS_TO_WAIT = 12;

  private final Dispatcher dispatcher;
  private final MessageVisibility visibility;
  private final EventLog log;
  private final InstantSource clock;

  SqsBatch(Dispatcher dispatcher, MessageVisibility visibility, EventLog log, InstantSource clock) {
    this.dispatcher = dispatcher;
    this.visibility = visibility;
    this.log = log;
    this.clock = clock;
  }

  /** Whether an event is a batch of SQS messages. */
  static boolean is(Json event) {
    return event.get("Records") instanceof Json.Arr(var items)
        && items.stream()
            .allMatch(item -> item.get("eventSource").text().filter("aws:sqs"::equals).isPresent());
  }

  /**
   * Handles a batch; the answer names the messages to deliver again.
   *
   * @param left how much time the function has left
   */
  Json handle(Json batch, Supplier<Duration> left) {
    var failures = new ArrayList<BatchItemFailure>();
    boolean outOfTime = false;
    for (var repeats : repeatsTogether(sweepsLast(batch))) {
      // The last one knows most.
      var received = repeats.getLast();
      if (!outOfTime && left.get().compareTo(ENOUGH_TO_BEGIN) < 0) {
        outOfTime = true;
        log.putOff(
            "Not enough time is left in this invocation: this message and those after it go back"
                + " to the queue.",
            received.message().getMessageId());
      }
      if (outOfTime || !done(received, left)) {
        for (var failed : repeats) {
          failures.add(new BatchItemFailure(failed.message().getMessageId()));
          if (left.get().compareTo(ENOUGH_TO_CALL) >= 0) {
            comeSooner(failed.message());
          }
        }
      }
    }
    return answer(new SQSBatchResponse(failures));
  }

  /** A sweep takes minutes, for which the other messages of its batch must not wait. */
  private List<Received> sweepsLast(Json batch) {
    return batch.get("Records").stream()
        .map(SqsBatch::message)
        .flatMap(message -> read(message).stream())
        .sorted(Comparator.comparing(Received::isSweep))
        .toList();
  }

  /** The messages in the order of the first of each kind; a run answers all that ask for it. */
  private static Collection<List<Received>> repeatsTogether(List<Received> messages) {
    return messages.stream()
        .collect(groupingBy(Received::run, LinkedHashMap::new, toList()))
        .values();
  }

  /** A message with its event. */
  private record Received(SQSMessage message, Json event) {
    boolean isSweep() {
      return command().filter(Command.Sweep.class::isInstance).isPresent();
    }

    /** The same for all messages that one run answers. */
    Object run() {
      return command()
          .<Object>map(command ->
              command instanceof ReconcileResource(var subject, var cause, _, _, var dryRun)
                  ? List.of(subject, cause, dryRun, event.get("region"))
                  : this)
          .orElse(this);
    }

    private Optional<Command> command() {
      try {
        return Optional.of(EventReader.read(event, Delivery.QUEUE));
      } catch (RuntimeException _) {
        // It is reported when it is handled.
        return Optional.empty();
      }
    }
  }

  /** The event of a message; a message that is none is dropped. */
  private Optional<Received> read(SQSMessage message) {
    try {
      return Optional.of(new Received(message, JsonReader.read(message.getBody())));
    } catch (MalformedJsonException noEvent) {
      log.dropped(String.valueOf(noEvent.getMessage()), message.getMessageId());
      return Optional.empty();
    }
  }

  private boolean done(Received received, Supplier<Duration> left) {
    var message = received.message();
    var incoming = new IncomingEvent(received.event(), Delivery.QUEUE, left);
    try {
      var command = incoming.command();
      var failed = dispatcher.dispatch(command, incoming).failed();
      failed.stream()
          .filter(outcome -> !outcome.failedWith(Code.NOT_READY))
          .findFirst()
          .flatMap(outcome -> OutcomeJson.of(outcome).get("message").text())
          .ifPresent(reason -> stillFailing(reason, message));
      return failed.isEmpty()
          || leftToTheSweep(failed, command, message)
          || superseded(command, message);
    } catch (CallFailedException failure) {
      log.failed(failure.code(), String.valueOf(failure.getMessage()), message.getMessageId());
      stillFailing(String.valueOf(failure.getMessage()), message);
      return false;
    } catch (RuntimeException bug) {
      // It must not take the other messages with it, whose work is done or still to do.
      log.bug(bug, message.getMessageId());
      return false;
    }
  }

  /**
   * What AWS accepts only once a resource is in service may wait for days, and the owner cannot do
   * anything about it: it never becomes a dead letter. What a sweep found, the next one finds
   * again.
   */
  private boolean leftToTheSweep(List<Outcome> failed, Command command, SQSMessage message) {
    boolean left =
        failed.stream().allMatch(outcome -> outcome.failedWith(Code.NOT_READY))
            && (received(message) >= ATTEMPTS_TO_WAIT || command instanceof SweepItem);
    if (left) {
      log.ignored(
          new Command.Ignored(
              "AWS does not accept the change until the resource is in service. A later sweep makes"
                  + " it."),
          message.getMessageId());
    }
    return left;
  }

  /**
   * A sweep finds what is still to do each time. Were its item tried for hours each time, a
   * resource that AWS keeps refusing would be in the queue ever more often.
   */
  private boolean superseded(Command command, SQSMessage message) {
    boolean superseded =
        received(message) >= ATTEMPTS_OF_ITEM
            && command instanceof SweepItem item
            && item.superseded(clock.instant());
    if (superseded) {
      log.ignored(
          new Command.Ignored(
              "The sweep item has failed for an hour. The next sweep finds it again if it is still needed."),
          message.getMessageId());
    }
    return superseded;
  }

  /**
   * The queue hides a message for longer than the function may run; what failed is tried again
   * sooner than that.
   */
  private void comeSooner(SQSMessage message) {
    try {
      visibility.retryAfter(message.getReceiptHandle(), Backoff.after(received(message)));
    } catch (CallFailedException failure) {
      log.failed(failure.code(), String.valueOf(failure.getMessage()), message.getMessageId());
    }
  }

  private void stillFailing(String reason, SQSMessage message) {
    if (received(message) > ATTEMPTS_THAT_PASS) {
      log.stillFailing(received(message), reason, message.getMessageId());
    }
  }

  private static int received(SQSMessage message) {
    var count = message.getAttributes().getOrDefault("ApproximateReceiveCount", "1");
    return count.matches("[0-9]{1,6}") ? Integer.parseInt(count) : 1;
  }

  private static SQSMessage message(Json item) {
    var message = new SQSMessage();
    message.setMessageId(item.get("messageId").text().orElse(""));
    message.setReceiptHandle(item.get("receiptHandle").text().orElse(""));
    message.setBody(item.get("body").text().orElse(""));
    message.setAttributes(
        item.get("attributes")
            .get("ApproximateReceiveCount")
            .text()
            .map(count -> Map.of("ApproximateReceiveCount", count))
            .orElse(Map.of()));
    return message;
  }

  private static Json answer(SQSBatchResponse response) {
    List<Json> failures =
        response.getBatchItemFailures().stream()
            .<Json>map(
                failure -> Json.object().put("itemIdentifier", failure.getItemIdentifier()).build())
            .toList();
    return Json.object().put("batchItemFailures", new Json.Arr(failures)).build();
  }
}
