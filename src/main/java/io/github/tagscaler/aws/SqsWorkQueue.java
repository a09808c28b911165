package io.github.tagscaler.aws;

import io.github.tagscaler.reconcile.MessageVisibility;
import io.github.tagscaler.reconcile.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** {@link WorkQueue} and {@link MessageVisibility} on an SQS queue. */
final class SqsWorkQueue implements WorkQueue, MessageVisibility {

  /** The longest DelaySeconds of a message. */
  static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /** The longest visibility timeout, counted from when the message was received. */
  private static final Duration LONGEST_HIDING = Duration.ofHours(12);

  /**
   * The most messages of a SendMessageBatch. Their limit is 256 KB together; Tagscaler's are much
   * smaller.
   */
  private static final int BATCH = 10;

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
    requireTaken(delay);
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
    messages.forEach(message -> requireTaken(message.delay()));
    var lost = new ArrayList<Refused>();
    for (int from = 0; from < messages.size(); from += BATCH) {
      var batch = messages.subList(from, Math.min(from + BATCH, messages.size()));
      var again = send(batch).stream().map(Refused::message).toList();
      if (!again.isEmpty()) {
        lost.addAll(send(again));
      }
    }
    if (!lost.isEmpty()) {
      var why = lost.getFirst().why();
      throw AwsErrors.failed(
          AwsErrors.codeOf(why),
          "SendMessageBatch",
          url,
          why,
          "SQS did not take %d of %d messages.".formatted(lost.size(), messages.size()));
    }
  }

  /** A message that SQS did not accept. */
  private record Refused(Delayed message, AwsServiceException why) {}

  /** A call succeeds even if SQS accepted none of its messages: each message has its own error. */
  private List<Refused> send(List<Delayed> batch) {
    var entries = IntStream.range(0, batch.size()).mapToObj(i -> entry(i, batch.get(i))).toList();
    var response =
        AwsErrors.call(
            "SendMessageBatch",
            url,
            () -> client.sendMessageBatch(request -> request.queueUrl(url).entries(entries)));
    return response.failed().stream()
        .map(failed ->
            new Refused(
                batch.get(Integer.parseInt(failed.id())),
                AwsServiceException.builder()
                    .requestId(response.responseMetadata().requestId())
                    .awsErrorDetails(
                        AwsErrorDetails.builder()
                            .errorCode(failed.code())
                            .errorMessage(failed.message())
                            .build())
                    .build()))
        .toList();
  }

  private static SendMessageBatchRequestEntry entry(int index, Delayed message) {
    return SendMessageBatchRequestEntry.builder()
        .id(Integer.toString(index))
        .messageBody(message.body())
        .delaySeconds(Math.toIntExact(message.delay().toSeconds()))
        .build();
  }

  private static void requireTaken(Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("SQS delays a message by 0 to 15 minutes, not " + delay);
    }
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
