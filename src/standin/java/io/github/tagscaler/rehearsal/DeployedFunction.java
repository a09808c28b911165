package io.github.tagscaler.rehearsal;

import io.github.tagscaler.demo.StandInClient;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.lambda.ScalingHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The function and its event source: messages of the work queue reach it in batches of ten. */
final class DeployedFunction {
  private static final int BATCH = 10;

  private final ScalingHandler handler;
  private final StandInClient aws;
  private final String queueUrl;

  DeployedFunction(ScalingHandler handler, StandInClient aws, String queueUrl) {
    this.handler = handler;
    this.aws = aws;
    this.queueUrl = queueUrl;
  }

  /** Puts an event into the work queue, as a rule does. */
  void send(Json event) {
    aws.call(
        "AmazonSQS.SendMessage",
        Json.object().put("QueueUrl", queueUrl).put("MessageBody", event.write()).build());
  }

  /** Handles the messages that are there now, and returns how many they were. */
  int poll() {
    var received =
        aws
            .call(
                "AmazonSQS.ReceiveMessage",
                Json.object()
                    .put("QueueUrl", queueUrl)
                    .put("MaxNumberOfMessages", BATCH)
                    .put("MessageSystemAttributeNames", Json.ofStrings(List.of("All")))
                    .build())
            .get("Messages")
            .stream()
            .toList();
    if (received.isEmpty()) {
      return 0;
    }
    var failed = failedItems(invoke(batch(received)));
    for (var message : received) {
      if (!failed.contains(text(message, "MessageId"))) {
        aws.call(
            "AmazonSQS.DeleteMessage",
            Json.object()
                .put("QueueUrl", queueUrl)
                .put("ReceiptHandle", text(message, "ReceiptHandle"))
                .build());
      }
    }
    return received.size();
  }

  private static Json batch(List<Json> messages) {
    return Json.object()
        .put("Records", new Json.Arr(messages.stream().map(DeployedFunction::sqsRecord).toList()))
        .build();
  }

  private static Json sqsRecord(Json message) {
    return Json.object()
        .put("messageId", text(message, "MessageId"))
        .put("receiptHandle", text(message, "ReceiptHandle"))
        .put("body", text(message, "Body"))
        .put("attributes", message.get("Attributes"))
        .put("messageAttributes", Json.object().build())
        .put("eventSource", "aws:sqs")
        .put("awsRegion", "us-east-1")
        .build();
  }

  private static Set<String> failedItems(Json answer) {
    return answer.get("batchItemFailures").stream()
        .map(item -> text(item, "itemIdentifier"))
        .collect(Collectors.toSet());
  }

  private Json invoke(Json event) {
    return JsonReader.read(invoke(event.write()));
  }

  /** Handles one invocation after another, as one instance of a function does. */
  synchronized String invoke(String payload) {
    var answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), answer, null);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static String text(Json json, String member) {
    return json.get(member).text().orElseThrow();
  }
}
