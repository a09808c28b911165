package io.github.tagscaler.aws;

import io.github.tagscaler.reconcile.MessageVisibility;
import io.github.tagscaler.reconcile.WorkQueue;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@link WorkQueue} and {@link MessageVisibility} on an SQS queue. */
final class SqsWorkQueue implements WorkQueue, MessageVisibility {

  /** The longest DelaySeconds of a message. */
  static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /** The longest visibility timeout, counted from when the message was received. */
  private static final Duration LONGEST_HIDING = Duration.ofHours(12);

  private final SqsClient client;
  private final String url;

  SqsWorkQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public void sendLater(String body, Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("SQS delays a message by 0 to 15 minutes, not " + delay);
    }
    AwsErrors.call(
        "SendMessage",
        url,
        () ->
            client.sendMessage(request ->
                request
                    .queueUrl(url)
                    .messageBody(body)
                    .delaySeconds(Math.toIntExact(delay.toSeconds()))));
  }

  @Override
  public void sendAll(List<Delayed> messages) {
    messages.forEach(message -> sendLater(message.body(), message.delay()));
  }

  @Override
  public void retryAfter(String receiptHandle, Duration delay) {
    var hidden = delay.compareTo(LONGEST_HIDING) > 0 ? LONGEST_HIDING : delay;
    AwsErrors.call(
        "ChangeMessageVisibility",
        url,
        () ->
            client.changeMessageVisibility(request ->
                request
                    .queueUrl(url)
                    .receiptHandle(receiptHandle)
                    .visibilityTimeout(Math.toIntExact(hidden.toSeconds()))));
  }
}
