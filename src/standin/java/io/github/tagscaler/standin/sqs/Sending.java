package io.github.tagscaler.standin.sqs;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Queue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Messages sent, one by one or ten at a time. */
final class Sending {

  /** SQS API reference, SendMessage: at most fifteen minutes. */
  private static final int MAX_DELAY_SECONDS = 900;

  /** SQS developer guide, Message quotas. */
  private static final int MAX_BYTES = 1024 * 1024;

  private final Account account;

  Sending(Account account) {
    this.account = account;
  }

  JsonObject send(JsonObject request) {
    Queue queue = Queues.of(account, request);
    return send(queue, request);
  }

  JsonObject sendBatch(JsonObject request) {
    Queue queue = Queues.of(account, request);
    List<JsonObject> entries = Queues.entries(request);
    if (entries.stream().mapToInt(entry -> bytes(entry.text("MessageBody")).length).sum()
        > MAX_BYTES) {
      throw AwsFailure.of(
          "com.amazonaws.sqs#BatchRequestTooLong",
          "Batch requests cannot be longer than " + MAX_BYTES + " bytes.");
    }
    List<JsonObject> successful = new ArrayList<>();
    List<JsonObject> failed = new ArrayList<>();
    for (JsonObject entry : entries) {
      try {
        Queues.requireNoFault(account);
        successful.add(JsonObject.of("Id", entry.text("Id")).withAll(send(queue, entry)));
      } catch (AwsFailure failure) {
        failed.add(Queues.failed(entry, failure));
      }
    }
    return JsonObject.of("Successful", successful).with("Failed", failed);
  }

  private JsonObject send(Queue queue, JsonObject message) {
    int delay = Queues.whole(message, "DelaySeconds", 0, MAX_DELAY_SECONDS, 0);
    String body = message.text("MessageBody");
    if (body.isEmpty() || bytes(body).length > MAX_BYTES) {
      throw AwsFailure.of(
          "InvalidParameterValue",
          "One or more parameters are invalid. Reason: Message must be 1 to "
              + MAX_BYTES
              + " bytes.");
    }
    String id = account.newId();
    queue.add(id, body, account.now(), account.now().plusSeconds(delay));
    return JsonObject.of("MessageId", id).with("MD5OfMessageBody", md5(body));
  }

  /** Clients compare it with what they sent. */
  static String md5(String body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes(body)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
