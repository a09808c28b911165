package io.github.tagscaler.standin.sqs;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Queue;
import io.github.tagscaler.standin.state.Queue.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Messages received, deleted and counted. */
final class Receiving {

  private final Account account;

  Receiving(Account account) {
    this.account = account;
  }

  /** Answers at once with what is visible, whatever WaitTimeSeconds says. */
  JsonObject receive(JsonObject request) {
    Queue queue = Queues.of(account, request);
    int most = Queues.whole(request, "MaxNumberOfMessages", 1, 10, 1);
    Queues.whole(request, "WaitTimeSeconds", 0, 20, 0);
    int visibility =
        Queues.whole(
            request,
            "VisibilityTimeout",
            0,
            Visibility.MAX_SECONDS,
            Math.toIntExact(queue.visibilityTimeout().toSeconds()));
    moveDead(queue);
    List<JsonObject> received = new ArrayList<>();
    for (Message message : visible(queue).limit(most).toList()) {
      message.receive(account.newId(), account.now().plusSeconds(visibility));
      received.add(describe(message, request));
    }
    return received.isEmpty() ? JsonObject.EMPTY : JsonObject.of("Messages", received);
  }

  private Stream<Message> visible(Queue queue) {
    return queue.messages().stream().filter(message -> !message.visibleAt().isAfter(account.now()));
  }

  /** What would be received once too often goes to the dead-letter queue. */
  private void moveDead(Queue queue) {
    queue
        .redrive()
        .flatMap(redrive -> Queues.find(account, redrive.deadLetterQueue()))
        .ifPresent(dead -> {
          int most = queue.redrive().orElseThrow().maxReceiveCount();
          List<Message> spent =
              visible(queue).filter(message -> message.receiveCount() >= most).toList();
          queue.messages().removeAll(spent);
          dead.messages().addAll(spent);
        });
  }

  private static JsonObject describe(Message message, JsonObject request) {
    JsonObject json =
        JsonObject.of("MessageId", message.id())
            .with("ReceiptHandle", message.receiptHandle())
            .with("Body", message.body())
            .with("MD5OfBody", Sending.md5(message.body()));
    List<String> asked =
        Stream.concat(
                request.texts("AttributeNames").stream(),
                request.texts("MessageSystemAttributeNames").stream())
            .toList();
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("ApproximateReceiveCount", String.valueOf(message.receiveCount()));
    attributes.put("SentTimestamp", String.valueOf(message.sentAt().toEpochMilli()));
    if (!asked.contains("All")) {
      attributes.keySet().retainAll(asked);
    }
    return attributes.isEmpty() ? json : json.with("Attributes", JsonObject.copyOf(attributes));
  }

  /** Deleting twice is fine (SQS API reference, DeleteMessage). */
  JsonObject delete(JsonObject request) {
    Queue queue = Queues.of(account, request);
    String handle = request.text("ReceiptHandle");
    queue
        .messages()
        .removeIf(message -> message.receiptHandle().filter(handle::equals).isPresent());
    return JsonObject.EMPTY;
  }

  JsonObject attributes(JsonObject request) {
    Queue queue = Queues.of(account, request);
    List<String> asked = request.texts("AttributeNames");
    long visible = visible(queue).count();
    long delayed =
        queue.messages().stream()
            .filter(message -> message.visibleAt().isAfter(account.now()))
            .filter(message -> message.receiveCount() == 0)
            .count();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("QueueArn", account.arn("sqs", queue.name()));
    all.put("VisibilityTimeout", String.valueOf(queue.visibilityTimeout().toSeconds()));
    all.put("ApproximateNumberOfMessages", String.valueOf(visible));
    all.put(
        "ApproximateNumberOfMessagesNotVisible",
        String.valueOf(queue.messages().size() - visible - delayed));
    all.put("ApproximateNumberOfMessagesDelayed", String.valueOf(delayed));
    if (!asked.contains("All")) {
      for (String name : asked) {
        if (!all.containsKey(name)) {
          throw AwsFailure.of(
              "com.amazonaws.sqs#InvalidAttributeName",
              "The stand-in does not support attribute " + name + ".");
        }
      }
      all.keySet().retainAll(asked);
    }
    return all.isEmpty() ? JsonObject.EMPTY : JsonObject.of("Attributes", JsonObject.copyOf(all));
  }
}
