package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.reconcile.CallFailedException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqsWorkQueueTest {
  private static final URI URL =
      URI.create("https://sqs.eu-central-1.amazonaws.com/111122223333/work");

  private final CannedAws aws = new CannedAws();
  private final AwsAdapters.Queue queue = aws.adapters().queue(URL);

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void sends_a_message_that_arrives_later() {
    aws.answer(
        "SendMessage",
        "{'MessageId': 'm', 'MD5OfMessageBody': '99914b932bd37a50b983c5e7c90ae93b'}");

    queue.work().sendLater("{}", Duration.ofMinutes(15));

    var call = aws.calls().getFirst();
    assertThat(call.text("QueueUrl")).isEqualTo(URL.toString());
    assertThat(call.text("MessageBody")).isEqualTo("{}");
    assertThat(call.text("DelaySeconds")).isEqualTo("900");
  }

  @Test
  void knows_what_SQS_refuses() {
    assertThatThrownBy(() -> queue.work().sendLater("{}", Duration.ofMinutes(16)))
        .hasMessageContaining("0 to 15 minutes");
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void lets_a_message_come_back_when_told() {
    aws.answer("ChangeMessageVisibility", "{}");

    queue.visibility().retryAfter("receipt", Duration.ofSeconds(90));

    assertThat(aws.calls().getFirst().text("ReceiptHandle")).isEqualTo("receipt");
    assertThat(aws.calls().getFirst().text("VisibilityTimeout")).isEqualTo("90");
  }

  @Test
  void hides_a_message_for_half_a_day_at_most() {
    aws.answer("ChangeMessageVisibility", "{}");

    queue.visibility().retryAfter("receipt", Duration.ofDays(2));

    assertThat(aws.calls().getFirst().text("VisibilityTimeout")).isEqualTo("43200");
  }

  @Test
  void says_if_a_message_could_not_be_hidden() {
    aws.fail("ChangeMessageVisibility", "InvalidParameterValue", "The receipt handle has expired");

    assertThatThrownBy(() -> queue.visibility().retryAfter("receipt", Duration.ofSeconds(90)))
        .isInstanceOf(CallFailedException.class);
  }

  @Test
  void may_not_be_there() {
    var none = aws.adapters().queue(null);

    assertThat(none.work().present()).isFalse();
    none.visibility().retryAfter("receipt", Duration.ofSeconds(90));
    assertThat(aws.calls()).isEmpty();
  }
}
