package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.ASYNC;
import static io.github.tagscaler.standin.AllKinds.COMPONENT;
import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScalableTargetsTest {

  private final Caller aws = AllKinds.start();
  private String arn = "";

  @BeforeEach
  void register() {
    arn =
        aws.ok(
                AUTO_SCALING,
                "RegisterScalableTarget",
                "{" + REALTIME + ", 'MinCapacity': 1, 'MaxCapacity': 4, 'Tags': {'a': '1'}}")
            .text("ScalableTargetARN");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private List<JsonObject> describe(String members) {
    return aws.ok(
            AUTO_SCALING,
            "DescribeScalableTargets",
            "{'ServiceNamespace': 'sagemaker'" + members + "}")
        .objects("ScalableTargets");
  }

  /** Application Auto Scaling API reference, DescribeScalableTargets. */
  @Nested
  class Describing {

    @Test
    void returns_neither_tags_nor_capacity() {
      assertThat(describe("").getFirst().members().keySet())
          .containsExactlyInAnyOrder(
              "ServiceNamespace",
              "ResourceId",
              "ScalableDimension",
              "MinCapacity",
              "MaxCapacity",
              "RoleARN",
              "CreationTime",
              "SuspendedState",
              "ScalableTargetARN");
    }

    /** API reference, ScalableTarget: the ARN is optional. */
    @Test
    void leaves_out_the_arn_of_an_old_target_until_it_is_registered_again() {
      aws.standIn()
          .seed(
              """
              {"targets": [{"resourceId": "endpoint/Chat/variant/AllTraffic", "min": 1, "max": 4,
                "withoutArn": true}]}
              """);
      assertThat(describe("").getFirst().has("ScalableTargetARN")).isFalse();
      assertThat(
              aws.refused(AUTO_SCALING, "TagResource", "{'ResourceARN': '', 'Tags': {'b': '2'}}")
                  .message())
          .contains("Member must have length greater than or equal to 1");

      assertThat(
              aws.ok(AUTO_SCALING, "RegisterScalableTarget", "{" + REALTIME + "}")
                  .text("ScalableTargetARN"))
          .isEqualTo(arn);
      assertThat(describe("").getFirst().text("ScalableTargetARN")).isEqualTo(arn);
    }

    @Test
    void accepts_a_dimension_only_with_a_resource() {
      Answer answer =
          aws.refused(
              AUTO_SCALING,
              "DescribeScalableTargets",
              "{'ServiceNamespace': 'sagemaker',"
                  + " 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount'}");

      assertThat(answer.errorType()).isEqualTo("ValidationException");
    }

    @Test
    void leaves_out_unknown_resources() {
      assertThat(
              describe(
                  ", 'ResourceIds': ['endpoint/Chat/variant/AllTraffic', 'endpoint/X/variant/Y']"))
          .hasSize(1);
    }

    @Test
    void returns_at_most_fifty_a_page() {
      Answer answer =
          aws.refused(
              AUTO_SCALING,
              "DescribeScalableTargets",
              "{'ServiceNamespace': 'sagemaker', 'MaxResults': 51}");

      assertThat(answer.message()).contains("between 1 and 50");
    }

    @Test
    void continues_from_the_token() {
      aws.ok(
          AUTO_SCALING,
          "RegisterScalableTarget",
          "{" + ASYNC + ", 'MinCapacity': 0, 'MaxCapacity': 4}");
      JsonObject first =
          aws.ok(
              AUTO_SCALING,
              "DescribeScalableTargets",
              "{'ServiceNamespace': 'sagemaker', 'MaxResults': 1}");

      List<JsonObject> second =
          describe(", 'MaxResults': 1, 'NextToken': '" + first.text("NextToken") + "'");

      assertThat(first.objects("ScalableTargets").getFirst().text("ResourceId"))
          .isEqualTo("endpoint/Chat/variant/AllTraffic");
      assertThat(second.getFirst().text("ResourceId"))
          .isEqualTo("endpoint/Documents/variant/AllTraffic");
    }

    @Test
    void rejects_a_token_that_it_did_not_return() {
      Answer answer =
          aws.refused(
              AUTO_SCALING,
              "DescribeScalableTargets",
              "{'ServiceNamespace': 'sagemaker', 'NextToken': 'made-up'}");

      assertThat(answer.errorType()).isEqualTo("InvalidNextTokenException");
    }
  }

  /** API reference, TagResource, UntagResource, ListTagsForResource. */
  @Nested
  class Tags {

    private JsonObject tags() {
      return aws.ok(AUTO_SCALING, "ListTagsForResource", "{'ResourceARN': '" + arn + "'}")
          .object("Tags");
    }

    @Test
    void can_be_added_overwritten_and_removed() {
      aws.ok(
          AUTO_SCALING,
          "TagResource",
          "{'ResourceARN': '" + arn + "', 'Tags': {'a': '2', 'b': '3'}}");
      assertThat(tags()).isEqualTo(JsonObject.of("a", "2").with("b", "3"));

      aws.ok(
          AUTO_SCALING, "UntagResource", "{'ResourceARN': '" + arn + "', 'TagKeys': ['a', 'z']}");

      assertThat(tags()).isEqualTo(JsonObject.of("b", "3"));
    }

    @Test
    void of_an_unknown_target_are_not_found() {
      Answer answer =
          aws.refused(
              AUTO_SCALING,
              "ListTagsForResource",
              "{'ResourceARN':"
                  + " 'arn:aws:application-autoscaling:us-east-1:111122223333:scalable-target/none'}");

      assertThat(answer.errorType()).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void are_at_most_fifty() {
      var tags = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        tags.append(i == 0 ? "" : ",").append("'k").append(i).append("': ''");
      }

      Answer answer =
          aws.refused(
              AUTO_SCALING,
              "TagResource",
              "{'ResourceARN': '" + arn + "', 'Tags': {" + tags + "}}");

      assertThat(answer.errorType()).isEqualTo("TooManyTagsException");
    }
  }

  @Nested
  class Deregistering {

    /** The text is AWS's, as users report it. */
    @Test
    void deregistering_an_unknown_target_is_an_object_not_found() {
      Answer answer = aws.refused(AUTO_SCALING, "DeregisterScalableTarget", "{" + COMPONENT + "}");

      assertThat(answer.errorType()).isEqualTo("ObjectNotFoundException");
      assertThat(answer.message())
          .isEqualTo(
              "No scalable target registered for service namespace: sagemaker, resource ID:"
                  + " inference-component/llama, scalable dimension:"
                  + " sagemaker:inference-component:DesiredCopyCount");
    }

    /** API reference, DeregisterScalableTarget; user guide, Delete a scaling policy. */
    @Test
    void
        deletes_policies_actions_and_the_alarms_that_aws_made_but_not_those_that_the_caller_made() {
      aws.ok(AUTO_SCALING, "PutScalingPolicy", PolicyRequests.targetTracking("tt", 70));
      String step =
          aws.ok(AUTO_SCALING, "PutScalingPolicy", PolicyRequests.step("wake")).text("PolicyARN");
      aws.ok(AUTO_SCALING, "PutScheduledAction", ScheduledActionsTest.action("cron(0 9 * * ? *)"));
      aws.standIn().seed(Caller.json("{'alarms': [" + PolicyRequests.alarm(step) + "]}"));

      aws.ok(AUTO_SCALING, "DeregisterScalableTarget", "{" + REALTIME + "}");

      assertThat(aws.state().objects("scalableTargets")).isEmpty();
      List<JsonObject> alarms = aws.state().objects("alarms");
      assertThat(alarms).hasSize(1);
      assertThat(alarms.getFirst().text("AlarmName")).isEqualTo("wake-up");
      assertThat(alarms.getFirst().texts("AlarmActions")).isEmpty();
    }

    @Test
    void leaves_the_capacity_as_it_is() {
      aws.ok(AUTO_SCALING, "DeregisterScalableTarget", "{" + REALTIME + "}");

      JsonObject variant =
          aws.state().objects("endpoints").stream()
              .filter(endpoint -> endpoint.text("EndpointName").equals("Chat"))
              .findFirst()
              .orElseThrow()
              .objects("ProductionVariants")
              .getFirst();
      assertThat(variant.whole("DesiredInstanceCount")).isEqualTo(4);
    }
  }
}
