package io.github.tagscaler.standin.sqs;

import io.github.tagscaler.standin.json.JsonException;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Queue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Queues made, found by name and deleted. */
final class QueueLifecycle {

  private final Account account;

  QueueLifecycle(Account account) {
    this.account = account;
  }

  /** A queue with this name that is there already is the answer, as in AWS. */
  JsonObject create(JsonObject request) {
    String name = request.text("QueueName");
    if (!name.matches("[a-zA-Z0-9_-]{1,80}")) {
      throw AwsFailure.of(
          "InvalidParameterValue",
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    Map<String, String> attributes = request.textMap("Attributes");
    Duration visibility =
        Duration.ofSeconds(Long.parseLong(attributes.getOrDefault("VisibilityTimeout", "30")));
    account.queues().putIfAbsent(name, new Queue(name, visibility, Optional.empty()));
    return urlOf(name);
  }

  JsonObject url(JsonObject request) {
    return urlOf(Queues.of(account, JsonObject.of("QueueUrl", request.text("QueueName"))).name());
  }

  /** Checks the queue's policy, and keeps nothing: here everybody may send. */
  JsonObject setAttributes(JsonObject request) {
    Queue queue = Queues.of(account, request);
    Map<String, String> attributes = request.textMap("Attributes");
    for (var attribute : attributes.entrySet()) {
      if (!attribute.getKey().equals("Policy")) {
        throw AwsFailure.of(
            "com.amazonaws.sqs#InvalidAttributeName",
            "The stand-in does not set attribute " + attribute.getKey() + ".");
      }
      requirePolicyOf(queue, attribute.getValue());
    }
    return JsonObject.EMPTY;
  }

  /** A statement of a queue's policy is about that queue. */
  private void requirePolicyOf(Queue queue, String policy) {
    try {
      String arn = account.arn("sqs", queue.name());
      for (JsonObject statement : JsonReader.object(policy).objects("Statement")) {
        if (statement.findText("Resource").filter(arn::equals).isEmpty()) {
          throw invalidPolicy();
        }
      }
    } catch (JsonException malformed) {
      throw invalidPolicy();
    }
  }

  private static AwsFailure invalidPolicy() {
    return AwsFailure.of("InvalidParameterValue", "Invalid value for the parameter Policy.");
  }

  JsonObject delete(JsonObject request) {
    account.queues().remove(Queues.of(account, request).name());
    return JsonObject.EMPTY;
  }

  private JsonObject urlOf(String name) {
    return JsonObject.of(
        "QueueUrl",
        "https://sqs." + account.region() + ".amazonaws.com/" + account.id() + "/" + name);
  }
}
