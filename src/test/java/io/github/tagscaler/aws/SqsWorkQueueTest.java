package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.WorkQueue.Delayed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
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

  @Nested
  class Many_messages {
    private static final String REFUSED =
        "{'Failed': [{'Id': '%d', 'SenderFault': false, 'Code': '%s', 'Message': 'not now'}]}";

    @Test
    void go_ten_in_a_call() {
      aws.answer("SendMessageBatch", "{}");

      queue.work().sendAll(messages(23));

      assertThat(aws.operations()).containsOnly("SendMessageBatch");
      assertThat(aws.calls())
          .extracting(this::bodies)
          .containsExactly(
              List.of("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"),
              List.of("m10", "m11", "m12", "m13", "m14", "m15", "m16", "m17", "m18", "m19"),
              List.of("m20", "m21", "m22"));
      var last = aws.calls().getLast();
      assertThat(last.text("QueueUrl")).isEqualTo(URL.toString());
      assertThat(members(last, "DelaySeconds")).containsExactly("20", "21", "22");
      assertThat(members(last, "Id")).doesNotHaveDuplicates();
    }

    @Test
    void that_are_none_take_no_call() {
      queue.work().sendAll(List.of());

      assertThat(aws.calls()).isEmpty();
    }

    @Test
    void are_sent_once_more_if_SQS_refuses_them() {
      aws.answer("SendMessageBatch", REFUSED.formatted(3, "InternalError"))
          .answer("SendMessageBatch", "{}");

      queue.work().sendAll(messages(12));

      assertThat(aws.calls()).extracting(this::bodies).element(1).isEqualTo(List.of("m3"));
      assertThat(aws.calls()).extracting(this::bodies).element(2).isEqualTo(List.of("m10", "m11"));
    }

    @Test
    void that_SQS_refuses_twice_are_counted_when_all_were_tried() {
      aws.answer("SendMessageBatch", REFUSED.formatted(0, "ThrottlingException"));

      assertThatThrownBy(() -> queue.work().sendAll(messages(12)))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.THROTTLED))
          .hasMessageContaining("not now")
          .hasMessageContaining("SQS did not take 2 of 12 messages.");
      assertThat(aws.calls()).hasSize(4);
    }

    @Test
    void are_not_tried_further_if_a_call_fails() {
      aws.fail("SendMessageBatch", "AccessDeniedException", "is not authorized to perform");

      assertThatThrownBy(() -> queue.work().sendAll(messages(12)))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.ACCESS_DENIED));
      assertThat(aws.calls()).hasSize(1);
    }

    @Test
    void of_which_one_waits_too_long_are_none_sent() {
      var messages =
          List.of(
              new Delayed("m0", Duration.ZERO),
              new Delayed("m1", Duration.ofMinutes(15).plusSeconds(1)));

      assertThatThrownBy(() -> queue.work().sendAll(messages))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("0 to 15 minutes");
      assertThatThrownBy(
              () -> queue.work().sendAll(List.of(new Delayed("m", Duration.ofSeconds(-1)))))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(aws.calls()).isEmpty();
    }

    private List<Delayed> messages(int count) {
      return IntStream.range(0, count)
          .mapToObj(i -> new Delayed("m" + i, Duration.ofSeconds(i)))
          .toList();
    }

    private List<String> bodies(CannedAws.Call call) {
      return members(call, "MessageBody");
    }

    private List<String> members(CannedAws.Call call, String member) {
      return call.request().field("Entries").orElseThrow().asArray().stream()
          .map(entry -> entry.field(member).orElseThrow().text())
          .toList();
    }
  }

  @Test
  void makes_a_message_visible_at_the_given_time() {
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
  void reports_if_a_message_could_not_be_hidden() {
    aws.fail("ChangeMessageVisibility", "InvalidParameterValue", "The receipt handle has expired");

    assertThatThrownBy(() -> queue.visibility().retryAfter("receipt", Duration.ofSeconds(90)))
        .isInstanceOf(CallFailedException.class);
  }

  @Test
  void may_be_absent() {
    var none = aws.adapters().queue(null);

    assertThat(queue.work().present()).isTrue();
    assertThat(none.work().present()).isFalse();
    none.visibility().retryAfter("receipt", Duration.ofSeconds(90));
    assertThat(aws.calls()).isEmpty();
  }
}
