package io.github.tagscaler.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.tagscaler.aws.JsonReader;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.MalformedJsonException;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.MessageVisibility;
import io.github.tagscaler.report.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Handles the messages of an SQS batch, each on its own: one that fails stops none of the others.
 */
final class SqsBatch {
  private final Dispatcher dispatcher;
  private final MessageVisibility visibility;
  private final EventLog log;

  SqsBatch(Dispatcher dispatcher, MessageVisibility visibility, EventLog log) {
    this.dispatcher = dispatcher;
    this.visibility = visibility;
    this.log = log;
  }

  /** Whether an event is a batch of SQS messages. */
  static boolean is(Json event) {
    return event.get("Records").stream()
        .anyMatch(item -> item.get("eventSource").text().filter("aws:sqs"::equals).isPresent());
  }

  /** Handles a batch; the answer names the messages that have to come again. */
  Json handle(Json batch) {
    var failures = new ArrayList<BatchItemFailure>();
    for (var item : batch.get("Records").stream().toList()) {
      var message = message(item);
      if (!done(message)) {
        failures.add(new BatchItemFailure(message.getMessageId()));
        comeSooner(message);
      }
    }
    return answer(new SQSBatchResponse(failures));
  }

  private boolean done(SQSMessage message) {
    Json event;
    try {
      event = JsonReader.read(message.getBody());
    } catch (MalformedJsonException noEvent) {
      log.dropped(String.valueOf(noEvent.getMessage()), message.getMessageId());
      return true;
    }
    try {
      return dispatcher.dispatch(event, Delivery.QUEUE).stream()
          .noneMatch(report -> report.outcome().failed());
    } catch (RuntimeException bug) {
      // It must not take the other messages with it, whose work is done or still to do.
      log.bug(bug, message.getMessageId());
      return false;
    }
  }

  /**
   * The queue hides a message for longer than the function may run; what failed is tried again
   * sooner than that.
   */
  private void comeSooner(SQSMessage message) {
    try {
      visibility.retryAfter(message.getReceiptHandle(), Backoff.after(received(message)));
    } catch (CallFailedException failure) {
      log.failed(String.valueOf(failure.getMessage()), message.getMessageId());
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
