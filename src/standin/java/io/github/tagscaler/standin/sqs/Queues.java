package io.github.tagscaler.standin.sqs;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Queue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the SQS operations have in common: finding a queue, ranges, batches. */
final class Queues {

  private static final int MAX_ENTRIES = 10;

  private Queues() {}

  /** The queue of a URL, identified by its last part. */
  static Queue of(Account account, JsonObject request) {
    String url = request.text("QueueUrl");
    String name = url.substring(url.lastIndexOf('/') + 1);
    return find(account, name)
        .orElseThrow(() ->
            AwsFailure.of(
                "com.amazonaws.sqs#QueueDoesNotExist", "The specified queue does not exist."));
  }

  static Optional<Queue> find(Account account, String name) {
    return Optional.ofNullable(account.queues().get(name));
  }

  /** A whole number within its range, or the default; the ranges are in the API's prose only. */
  static int whole(JsonObject request, String member, int min, int max, int otherwise) {
    int value = request.findWhole(member).orElse(otherwise);
    if (value < min || value > max) {
      throw AwsFailure.of(
          "InvalidParameterValue",
          "Value %d for parameter %s is invalid. Reason: Must be >= %d and <= %d."
              .formatted(value, member, min, max));
    }
    return value;
  }

  /** SQS API reference, SendMessageBatch: one to ten entries with distinct ids. */
  static List<JsonObject> entries(JsonObject request) {
    List<JsonObject> entries = request.objects("Entries");
    if (entries.isEmpty()) {
      throw AwsFailure.of(
          "com.amazonaws.sqs#EmptyBatchRequest", "There should be at least one entry.");
    }
    if (entries.size() > MAX_ENTRIES) {
      throw AwsFailure.of(
          "com.amazonaws.sqs#TooManyEntriesInBatchRequest",
          "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
    }
    if (entries.stream().map(entry -> entry.text("Id")).distinct().count() < entries.size()) {
      throw AwsFailure.of("com.amazonaws.sqs#BatchEntryIdsNotDistinct", "Ids must be distinct.");
    }
    if (!entries.stream().allMatch(entry -> entry.text("Id").matches("[a-zA-Z0-9_-]{1,80}"))) {
      throw AwsFailure.of(
          "com.amazonaws.sqs#InvalidBatchEntryId",
          "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It"
              + " can be at most 80 letters long.");
    }
    return entries;
  }

  /** Fail an entry of a batch that a fault is to befall. */
  static void requireNoFault(Account account) {
    if (account.failsEntry()) {
      throw new AwsFailure(500, "InternalError", "The request processing has failed.");
    }
  }

  /** The result of an entry of a batch that failed for itself. */
  static JsonObject failed(JsonObject entry, AwsFailure failure) {
    return JsonObject.copyOf(
        Map.of(
            "Id", entry.text("Id"),
            "SenderFault", failure.status() < 500,
            "Code", failure.type(),
            "Message", failure.text()));
  }
}
