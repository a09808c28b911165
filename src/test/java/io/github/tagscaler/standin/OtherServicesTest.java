package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.EVENTS;
import static io.github.tagscaler.standin.Caller.SQS;
import static io.github.tagscaler.standin.Caller.SSM;
import static io.github.tagscaler.standin.Caller.TAGGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherServicesTest {

  private final Caller aws =
      Caller.seeded(
          """
          {
            'endpoints': [
              {'name': 'Tagged', 'tags': {'autoscaling:policy': 'on'}},
              {'name': 'Untagged'},
              {'name': 'Other', 'tags': {'team': 'red'}}
            ],
            'queues': [
              {'name': 'events', 'visibilityTimeout': 'PT1M', 'deadLetterQueue': 'dead',
               'maxReceiveCount': 2},
              {'name': 'dead'}
            ],
            'parameters': {'/p/a': '1', '/p/deep/b': '2', '/p/secret': {'Type': 'SecureString', 'Value': 's'}}
          }
          """);

  @AfterEach
  void close() {
    aws.close();
  }

  /** Amazon EventBridge API reference and user guide, PutEvents. */
  @Nested
  class Event_bridge {

    private static final String GOOD =
        "{'Source': 'tagscaler', 'DetailType': 'Outcome', 'Detail': '{}'}";

    private JsonObject put(String... entries) {
      return aws.ok(EVENTS, "PutEvents", "{'Entries': [" + String.join(",", entries) + "]}");
    }

    @Test
    void keeps_events_with_their_bus_and_time() {
      JsonObject answer =
          put(
              "{'Source': 'tagscaler', 'DetailType': 'Outcome', 'Detail': '{\\'a\\': 1}',"
                      .replace("\\'", "\\\"")
                  + " 'Resources': ['arn:x']}");

      JsonObject event = aws.state().objects("events").getFirst();
      assertThat(answer.whole("FailedEntryCount")).isZero();
      assertThat(event.text("EventBusName")).isEqualTo("default");
      assertThat(event.object("Detail")).isEqualTo(JsonObject.of("a", 1L));
      assertThat(event.text("Time")).isEqualTo("2026-01-05T08:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{'DetailType': 'Outcome', 'Detail': '{}'} | InvalidArgument",
          "{'Source': 'tagscaler', 'Detail': '{}'} | InvalidArgument",
          "{'Source': 'tagscaler', 'DetailType': 'Outcome'} | InvalidArgument",
          "{'Source': 'tagscaler', 'DetailType': 'Outcome', 'Detail': '[]'} | MalformedDetail",
          "{'Source': 'aws.mine', 'DetailType': 'Outcome', 'Detail': '{}'} | NotAuthorizedForSource"
        })
    void a_bad_entry_fails_for_itself(String bad, String code) {
      JsonObject answer = put(GOOD, bad);

      List<JsonObject> entries = answer.objects("Entries");
      assertThat(answer.whole("FailedEntryCount")).isEqualTo(1);
      assertThat(entries.get(0).has("EventId")).isTrue();
      assertThat(entries.get(1).text("ErrorCode")).isEqualTo(code);
      assertThat(aws.state().objects("events")).hasSize(1);
    }

    @Test
    void takes_at_most_ten_entries() {
      String eleven = String.join(",", java.util.Collections.nCopies(11, GOOD));

      Answer answer = aws.refused(EVENTS, "PutEvents", "{'Entries': [" + eleven + "]}");

      assertThat(answer.message()).contains("length less than or equal to 10");
    }

    @Test
    void takes_at_most_256_kilobytes() {
      String detail = "{\\\"a\\\": \\\"" + "x".repeat(256 * 1024) + "\\\"}";

      Answer answer =
          aws.refused(EVENTS, "PutEvents", "{'Entries': [" + GOOD.replace("{}", detail) + "]}");

      assertThat(answer.message()).contains("over the limit");
    }
  }

  /** Amazon SQS API reference. */
  @Nested
  class Queues {

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

      assertThat(answer.objects("Successful"))
          .extracting(one -> one.text("Id"))
          .containsExactly("a");
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
    void forget_a_message_that_is_deleted() {
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
    void that_do_not_exist_are_told_so() {
      Answer answer = aws.refused(SQS, "ReceiveMessage", "{'QueueUrl': 'http://localhost/1/none'}");

      assertThat(answer.errorType()).isEqualTo("com.amazonaws.sqs#QueueDoesNotExist");
    }
  }

  /** AWS Systems Manager API reference. */
  @Nested
  class Parameters {

    private List<JsonObject> byPath(String members) {
      return aws.ok(SSM, "GetParametersByPath", "{'Path': '/p'" + members + "}")
          .objects("Parameters");
    }

    @Test
    void of_a_path_are_those_directly_under_it_unless_asked_for_all() {
      assertThat(byPath(""))
          .extracting(one -> one.text("Name"))
          .containsExactly("/p/a", "/p/secret");
      assertThat(byPath(", 'Recursive': true")).hasSize(3);
    }

    @Test
    void that_are_secret_are_told_encrypted_unless_asked_otherwise() {
      assertThat(byPath("").getLast().text("Value")).isNotEqualTo("s");
      assertThat(byPath(", 'WithDecryption': true").getLast().text("Value")).isEqualTo("s");
    }

    @Test
    void come_in_pages_of_at_most_ten() {
      for (int i = 0; i < 11; i++) {
        put("/p/x" + i, "");
      }

      assertThat(byPath("")).hasSize(10);
      assertThat(
              aws.refused(SSM, "GetParametersByPath", "{'Path': '/p', 'MaxResults': 11}").message())
          .contains("less than or equal to 10");
    }

    private Answer put(String name, String members) {
      return aws.call(
          SSM,
          "PutParameter",
          "{'Name': '" + name + "', 'Value': 'v', 'Type': 'String'" + members + "}");
    }

    @Test
    void are_overwritten_only_if_asked_to() {
      assertThat(put("/p/a", "").errorType()).isEqualTo("ParameterAlreadyExists");
      assertThat(put("/p/a", ", 'Overwrite': true").body().whole("Version")).isEqualTo(2);
    }

    @Test
    void can_be_deleted_once() {
      aws.ok(SSM, "DeleteParameter", "{'Name': '/p/a'}");

      assertThat(aws.refused(SSM, "DeleteParameter", "{'Name': '/p/a'}").errorType())
          .isEqualTo("ParameterNotFound");
    }
  }

  /** Resource Groups Tagging API reference, GetResources. */
  @Nested
  class Tagged_resources {

    private List<String> get(String members) {
      return aws
          .ok(TAGGING, "GetResources", "{" + members + "}")
          .objects("ResourceTagMappingList")
          .stream()
          .map(mapping -> mapping.text("ResourceARN"))
          .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
          .toList();
    }

    @Test
    void are_found_by_type_and_by_tag_and_never_without_tags() {
      assertThat(get("'ResourceTypeFilters': ['sagemaker:endpoint']"))
          .containsExactly("other", "tagged");
      assertThat(get("'TagFilters': [{'Key': 'autoscaling:policy'}]")).containsExactly("tagged");
      assertThat(get("'TagFilters': [{'Key': 'team', 'Values': ['blue']}]")).isEmpty();
    }

    @Test
    void come_in_pages_the_last_of_which_has_an_empty_token() {
      JsonObject first = aws.ok(TAGGING, "GetResources", "{'ResourcesPerPage': 1}");
      JsonObject last =
          aws.ok(
              TAGGING,
              "GetResources",
              "{'ResourcesPerPage': 1, 'PaginationToken': '"
                  + first.text("PaginationToken")
                  + "'}");

      assertThat(first.objects("ResourceTagMappingList")).hasSize(1);
      assertThat(last.text("PaginationToken")).isEmpty();
    }

    @Test
    void by_arn_go_with_no_filter() {
      Answer answer =
          aws.refused(
              TAGGING,
              "GetResources",
              "{'ResourceARNList': ['arn:aws:sagemaker:us-east-1:1:endpoint/tagged'],"
                  + " 'ResourceTypeFilters': ['sagemaker']}");

      assertThat(answer.errorType()).isEqualTo("InvalidParameterException");
    }
  }
}
