package io.github.tagscaler.standin.sqs;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Queue;
import io.github.tagscaler.standin.state.Queue.Message;
import java.util.ArrayList;
import java.util.List;

/** When a received message can be received again. */
final class Visibility {

  /** SQS API reference, ChangeMessageVisibility: at most twelve hours. */
  static final int MAX_SECONDS = 43_200;

  private final Account account;

  Visibility(Account account) {
    this.account = account;
  }

  JsonObject change(JsonObject request) {
    change(Queues.of(account, request), request);
    return JsonObject.EMPTY;
  }

  JsonObject changeBatch(JsonObject request) {
    Queue queue = Queues.of(account, request);
    List<JsonObject> successful = new ArrayList<>();
    List<JsonObject> failed = new ArrayList<>();
    for (JsonObject entry : Queues.entries(request)) {
      try {
        Queues.requireNoFault(account);
        change(queue, entry);
        successful.add(JsonObject.of("Id", entry.text("Id")));
      } catch (AwsFailure failure) {
        failed.add(Queues.failed(entry, failure));
      }
    }
    return JsonObject.of("Successful", successful).with("Failed", failed);
  }

  private void change(Queue queue, JsonObject entry) {
    int seconds = Queues.whole(entry, "VisibilityTimeout", 0, MAX_SECONDS, 0);
    String handle = entry.text("ReceiptHandle");
    Message message =
        queue.messages().stream()
            .filter(candidate -> candidate.receiptHandle().filter(handle::equals).isPresent())
            .findFirst()
            .orElseThrow(() ->
                AwsFailure.of(
                    "com.amazonaws.sqs#ReceiptHandleIsInvalid",
                    "The input receipt handle is invalid."));
    if (!message.visibleAt().isAfter(account.now())) {
      throw AwsFailure.of("com.amazonaws.sqs#MessageNotInflight", "The message is not in flight.");
    }
    message.setVisibleAt(account.now().plusSeconds(seconds));
  }
}
