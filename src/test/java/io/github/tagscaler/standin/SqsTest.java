package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.SQS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Amazon SQS API reference. */
class SqsTest {

  private final Caller aws =
      Caller.seeded(
          """
          {'queues': [
            {'name': 'events', 'visibilityTimeout': 'PT1M', 'deadLetterQueue': 'dead', 'maxReceiveCount': 2},
            {'name': 'dead'}]}
          """);

  @AfterEach
  void close() {
    aws.close();
  }

  private static final String URL = "'QueueUrl': 'http://localhost/111122223333/events'";

  private void send(String members) {
    aws.ok(SQS, "SendMessage", "{" + URL + ", 'MessageBody': 'hello'" + members + "}");
  }

  private List<JsonObject> receive(String members) {
    return aws.ok(SQS, "ReceiveMessage", "{" + URL + members + "}").objects("Messages");
  }

  @Test
  void hide_a_received_message_until_its_visibility_ends() {
    send("");
    assertThat(receive("")).hasSize(1);
    assertThat(receive("")).isEmpty();

    aws.standIn().advance(Duration.ofMinutes(1));

    JsonObject again = receive(", 'MessageSystemAttributeNames': ['All']").getFirst();
    assertThat(again.object("Attributes").text("ApproximateReceiveCount")).isEqualTo("2");
  }

  @Test
  void let_the_visibility_of_a_message_be_changed() {
    send("");
    String handle = receive("").getFirst().text("ReceiptHandle");

    aws.ok(
        SQS,
        "ChangeMessageVisibility",
        "{" + URL + ", 'ReceiptHandle': '" + handle + "', 'VisibilityTimeout': 0}");

    assertThat(receive("")).hasSize(1);
  }

  @Test
  void change_the_visibility_of_a_batch_entry_by_entry() {
    send("");
    String handle = receive("").getFirst().text("ReceiptHandle");

    JsonObject answer =
        aws.ok(
            SQS,
            "ChangeMessageVisibilityBatch",
            "{"
                + URL
                + ", 'Entries': ["
                + "{'Id': 'a', 'ReceiptHandle': '"
                + handle
                + "', 'VisibilityTimeout': 5},"
                + "{'Id': 'b', 'ReceiptHandle': '"
                + handle
                + "', 'VisibilityTimeout': 43201},"
                + "{'Id': 'c', 'ReceiptHandle': 'made-up', 'VisibilityTimeout': 5}]}");

    assertThat(answer.objects("Successful")).extracting(one -> one.text("Id")).containsExactly("a");
    assertThat(answer.objects("Failed"))
        .extracting(one -> one.text("Id"))
        .containsExactly("b", "c");
  }

  @Test
  void delay_a_message_by_at_most_fifteen_minutes() {
    send(", 'DelaySeconds': 900");
    assertThat(receive("")).isEmpty();
    aws.standIn().advance(Duration.ofMinutes(15));
    assertThat(receive("")).hasSize(1);

    Answer answer =
        aws.refused(SQS, "SendMessage", "{" + URL + ", 'MessageBody': 'x', 'DelaySeconds': 901}");

    assertThat(answer.errorType()).isEqualTo("InvalidParameterValue");
  }

  @Test
  void do_not_return_a_deleted_message() {
    send("");
    String handle = receive("").getFirst().text("ReceiptHandle");

    aws.ok(SQS, "DeleteMessage", "{" + URL + ", 'ReceiptHandle': '" + handle + "'}");
    aws.ok(SQS, "DeleteMessage", "{" + URL + ", 'ReceiptHandle': '" + handle + "'}");

    aws.standIn().advance(Duration.ofHours(1));
    assertThat(receive("")).isEmpty();
  }

  /** Amazon SQS developer guide, Dead-letter queues. */
  @Test
  void move_what_was_received_too_often_to_the_dead_letter_queue() {
    send("");
    for (int i = 0; i < 2; i++) {
      assertThat(receive("")).hasSize(1);
      aws.standIn().advance(Duration.ofMinutes(1));
    }

    assertThat(receive("")).isEmpty();
    JsonObject dead =
        aws.ok(
            SQS,
            "GetQueueAttributes",
            "{'QueueUrl': 'http://localhost/1/dead', 'AttributeNames': ['All']}");
    assertThat(dead.object("Attributes").text("ApproximateNumberOfMessages")).isEqualTo("1");
  }

  @Test
  void take_one_to_ten_entries_with_distinct_ids() {
    String entry = "{'Id': 'a', 'MessageBody': 'x'}";

    assertThat(batch("").errorType()).isEqualTo("com.amazonaws.sqs#EmptyBatchRequest");
    assertThat(batch(entry + "," + entry).errorType())
        .isEqualTo("com.amazonaws.sqs#BatchEntryIdsNotDistinct");
    assertThat(batch(String.join(",", java.util.Collections.nCopies(11, entry))).errorType())
        .isEqualTo("com.amazonaws.sqs#TooManyEntriesInBatchRequest");
    assertThat(batch(entry).status()).isEqualTo(200);
  }

  private Answer batch(String entries) {
    return aws.call(SQS, "SendMessageBatch", "{" + URL + ", 'Entries': [" + entries + "]}");
  }

  @Test
  void that_do_not_exist_are_an_error() {
    Answer answer = aws.refused(SQS, "ReceiveMessage", "{'QueueUrl': 'http://localhost/1/none'}");

    assertThat(answer.errorType()).isEqualTo("com.amazonaws.sqs#QueueDoesNotExist");
  }
}
