package io.github.tagscaler.endtoend;

import io.github.tagscaler.json.Json;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/** Received messages in the form in which Lambda hands them to a function. */
final class SqsMessages {
  private SqsMessages() {}

  static Json batch(List<Message> messages) {
    return Json.object()
        .put("Records", new Json.Arr(messages.stream().map(SqsMessages::item).toList()))
        .build();
  }

  private static Json item(Message message) {
    return Json.object()
        .put("messageId", message.messageId())
        .put("receiptHandle", message.receiptHandle())
        .put("body", message.body())
        .put("attributes", Json.ofStrings(message.attributesAsStrings()))
        .put("messageAttributes", Json.object().build())
        .put("md5OfBody", message.md5OfBody())
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", "arn:aws:sqs:us-east-1:111122223333:" + TestAccount.QUEUE)
        .put("awsRegion", "us-east-1")
        .build();
  }
}
