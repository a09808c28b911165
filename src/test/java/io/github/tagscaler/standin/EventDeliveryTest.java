package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.EVENTS;
import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static io.github.tagscaler.standin.Caller.SQS;
import static io.github.tagscaler.standin.Caller.SSM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Amazon EventBridge user guide: rules, their patterns and targets. */
class EventDeliveryTest {
  private static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/events";

  private final Caller aws =
      new Caller(StandIn.start(StandInOptions.defaults().withDeliversEvents(true)));

  @AfterEach
  void close() {
    aws.close();
  }

  private void rule(String pattern) {
    aws.ok(SQS, "CreateQueue", "{'QueueName': 'events'}");
    aws.ok(
        EVENTS,
        "PutRule",
        "{'Name': 'r', 'EventPattern': '" + pattern.replace("\"", "\\\"") + "'}");
    aws.ok(
        EVENTS,
        "PutTargets",
        "{'Rule': 'r', 'Targets': [{'Id': 't', 'Arn': 'arn:aws:sqs:us-east-1:111122223333:events'}]}");
  }

  /** Takes the events from the queue, and returns them without their ids. */
  private List<JsonObject> delivered() {
    var messages =
        aws.ok(SQS, "ReceiveMessage", "{'QueueUrl': '" + QUEUE + "', 'MaxNumberOfMessages': 10}")
            .objects("Messages");
    for (JsonObject message : messages) {
      aws.ok(
          SQS,
          "DeleteMessage",
          "{'QueueUrl': '%s', 'ReceiptHandle': '%s'}"
              .formatted(QUEUE, message.text("ReceiptHandle")));
    }
    return messages.stream()
        .map(message -> JsonReader.object(message.text("Body")).without("id"))
        .toList();
  }

  private void endpoint() {
    aws.standIn()
        .seed(
            Caller.json(
                "{'endpoints': [{'name': 'Chat', 'variants': [{'name': 'v', 'instanceType':"
                    + " 'ml.m5.large', 'count': 1}]}]}"));
  }

  private void tag(String value) {
    aws.ok(
        SAGEMAKER,
        "AddTags",
        "{'ResourceArn': 'arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat', 'Tags': [{'Key':"
            + " 'team', 'Value': '"
            + value
            + "'}]}");
  }

  @Test
  void an_entry_of_put_events_reaches_the_queue_of_a_rule_that_matches_it() {
    rule("{\"source\": [\"tagscaler\"]}");

    aws.ok(
        EVENTS,
        "PutEvents",
        "{'Entries': [{'Source': 'tagscaler', 'DetailType': 'T', 'Detail': '{}'}, {'Source':"
            + " 'other', 'DetailType': 'T', 'Detail': '{}'}]}");

    assertThat(delivered())
        .containsExactly(
            JsonReader.object(
                Caller.json(
                    "{'version': '0', 'detail-type': 'T', 'source': 'tagscaler', 'account':"
                        + " '111122223333', 'time': '2026-01-05T08:00:00Z', 'region': 'us-east-1',"
                        + " 'resources': [], 'detail': {}}")));
  }

  @Test
  void an_endpoint_that_settles_sends_its_status() {
    rule("{\"detail-type\": [\"SageMaker Endpoint State Change\"]}");
    endpoint();
    delivered();

    aws.ok(
        SAGEMAKER,
        "UpdateEndpointWeightsAndCapacities",
        "{'EndpointName': 'Chat', 'DesiredWeightsAndCapacities': [{'VariantName': 'v',"
            + " 'DesiredInstanceCount': 2}]}");
    aws.standIn().advance(Duration.ofMinutes(2));

    assertThat(delivered())
        .extracting(event -> event.object("detail").text("EndpointStatus"))
        .containsExactly("UPDATING", "IN_SERVICE");
  }

  @Test
  void a_call_is_logged_as_cloudtrail_writes_it_and_a_tag_sends_its_own_event() {
    rule(
        "{\"source\": [\"aws.sagemaker\", \"aws.tag\"], \"detail-type\": [{\"anything-but\":"
            + " \"SageMaker Endpoint State Change\"}]}");
    endpoint();

    tag("search");

    List<JsonObject> events = delivered();
    assertThat(events)
        .extracting(event -> event.text("detail-type"))
        .containsExactly("AWS API Call via CloudTrail", "Tag Change on Resource");
    assertThat(events.getFirst().object("detail").object("requestParameters"))
        .isEqualTo(
            JsonReader.object(
                Caller.json(
                    "{'resourceArn': 'arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat',"
                        + " 'tags': [{'key': 'team', 'value': 'search'}]}")));
    assertThat(events.getLast().object("detail").texts("changed-tag-keys")).containsExactly("team");
  }

  @Test
  void a_failed_call_is_logged_with_its_error_and_a_read_is_not() {
    rule("{\"detail\": {\"eventName\": [\"DeleteEndpoint\", \"DescribeEndpoint\"]}}");

    aws.refused(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': 'none'}");
    aws.refused(SAGEMAKER, "DeleteEndpoint", "{'EndpointName': 'none'}");

    assertThat(delivered())
        .extracting(event -> event.object("detail").text("errorCode"))
        .containsExactly("ValidationException");
  }

  @Test
  void a_parameter_that_changes_sends_an_event() {
    rule("{\"source\": [\"aws.ssm\"]}");

    aws.ok(SSM, "PutParameter", "{'Name': '/a/b', 'Value': 'x', 'Type': 'String'}");

    assertThat(delivered())
        .extracting(event -> event.object("detail"))
        .containsExactly(JsonObject.of("operation", "Update").with("name", "/a/b"));
  }

  @Test
  void a_deleted_rule_delivers_nothing_and_goes_only_without_targets() {
    rule("{\"source\": [\"aws.ssm\"]}");

    assertThat(aws.refused(EVENTS, "DeleteRule", "{'Name': 'r'}").message())
        .isEqualTo("Rule can't be deleted since it has targets.");
    aws.ok(EVENTS, "RemoveTargets", "{'Rule': 'r', 'Ids': ['t']}");
    aws.ok(EVENTS, "DeleteRule", "{'Name': 'r'}");
    aws.ok(SSM, "PutParameter", "{'Name': '/a/b', 'Value': 'x', 'Type': 'String'}");

    assertThat(delivered()).isEmpty();
  }

  @Test
  void a_stand_in_that_was_not_asked_to_delivers_nothing() {
    try (var quiet = new Caller(StandIn.start())) {
      quiet.ok(SQS, "CreateQueue", "{'QueueName': 'events'}");
      quiet.ok(EVENTS, "PutRule", "{'Name': 'r', 'EventPattern': '{\\\"source\\\": [\\\"t\\\"]}'}");
      quiet.ok(
          EVENTS,
          "PutTargets",
          "{'Rule': 'r', 'Targets': [{'Id': 't', 'Arn':"
              + " 'arn:aws:sqs:us-east-1:111122223333:events'}]}");

      quiet.ok(
          EVENTS, "PutEvents", "{'Entries': [{'Source': 't', 'DetailType': 'T', 'Detail': '{}'}]}");

      assertThat(quiet.ok(SQS, "ReceiveMessage", "{'QueueUrl': '" + QUEUE + "'}"))
          .isEqualTo(JsonObject.EMPTY);
    }
  }
}
