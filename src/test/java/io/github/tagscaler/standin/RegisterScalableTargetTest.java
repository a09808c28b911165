package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.ASYNC;
import static io.github.tagscaler.standin.AllKinds.COMPONENT;
import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.AllKinds.SERVERLESS;
import static io.github.tagscaler.standin.AllKinds.variant;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RegisterScalableTargetTest {

  private final Caller aws = AllKinds.start();

  @AfterEach
  void close() {
    aws.close();
  }

  private JsonObject register(String target, String members) {
    return aws.ok(AUTO_SCALING, "RegisterScalableTarget", "{" + target + members + "}");
  }

  private Answer refused(String target, String members) {
    Answer answer =
        aws.refused(AUTO_SCALING, "RegisterScalableTarget", "{" + target + members + "}");
    assertThat(answer.errorType()).isEqualTo("ValidationException");
    assertThat(aws.state().objects("scalableTargets")).isEmpty();
    return answer;
  }

  private JsonObject described() {
    return aws.ok(AUTO_SCALING, "DescribeScalableTargets", "{'ServiceNamespace': 'sagemaker'}")
        .objects("ScalableTargets")
        .getFirst();
  }

  private JsonObject endpoint(String name) {
    return aws.ok(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': '" + name + "'}");
  }

  private int desiredCount(String name) {
    return endpoint(name).objects("ProductionVariants").getFirst().whole("DesiredInstanceCount");
  }

  /** Application Auto Scaling API reference, RegisterScalableTarget. */
  @Nested
  class Is_an_upsert {

    @Test
    void a_new_target_needs_min_and_max() {
      assertThat(refused(REALTIME, ", 'MinCapacity': 1").message()).contains("both required");
      assertThat(refused(REALTIME, ", 'MaxCapacity': 4").message()).contains("both required");
    }

    @Test
    void the_answer_is_an_arn_with_an_opaque_id() {
      JsonObject answer = register(REALTIME, ", 'MinCapacity': 1, 'MaxCapacity': 4");

      assertThat(answer.text("ScalableTargetARN"))
          .matches(
              "arn:aws:application-autoscaling:us-east-1:111122223333:scalable-target/[a-z0-9-]+");
    }

    @Test
    void what_is_left_out_keeps_its_value_and_the_arn_stays() {
      String arn =
          register(REALTIME, ", 'MinCapacity': 2, 'MaxCapacity': 6").text("ScalableTargetARN");

      String again = register(REALTIME, ", 'MaxCapacity': 8").text("ScalableTargetARN");

      assertThat(again).isEqualTo(arn);
      assertThat(described().whole("MinCapacity")).isEqualTo(2);
      assertThat(described().whole("MaxCapacity")).isEqualTo(8);
    }

    @Test
    void suspending_one_thing_leaves_the_others_as_they_are() {
      register(REALTIME, ", 'MinCapacity': 1, 'MaxCapacity': 6");

      register(REALTIME, ", 'SuspendedState': {'DynamicScalingInSuspended': true}");
      register(REALTIME, ", 'SuspendedState': {'ScheduledScalingSuspended': true}");

      JsonObject suspended = described().object("SuspendedState");
      assertThat(suspended.flag("DynamicScalingInSuspended")).isTrue();
      assertThat(suspended.flag("DynamicScalingOutSuspended")).isFalse();
      assertThat(suspended.flag("ScheduledScalingSuspended")).isTrue();
    }

    @Test
    void max_below_min_is_refused_also_if_only_one_of_them_is_sent() {
      refused(REALTIME, ", 'MinCapacity': 3, 'MaxCapacity': 2");
      register(REALTIME, ", 'MinCapacity': 3, 'MaxCapacity': 6");

      Answer answer =
          aws.refused(
              AUTO_SCALING, "RegisterScalableTarget", "{" + REALTIME + ", 'MaxCapacity': 2}");

      assertThat(answer.message()).contains("less than minimum capacity");
      assertThat(described().whole("MaxCapacity")).isEqualTo(6);
    }
  }

  /** API reference, RegisterScalableTarget, Tags; the text is AWS's, as users report it. */
  @Nested
  class Takes_tags {

    @Test
    void with_a_new_target() {
      String arn =
          register(REALTIME, ", 'MinCapacity': 1, 'MaxCapacity': 4, 'Tags': {'owner': 'us'}")
              .text("ScalableTargetARN");

      JsonObject tags =
          aws.ok(AUTO_SCALING, "ListTagsForResource", "{'ResourceARN': '" + arn + "'}");

      assertThat(tags.object("Tags")).isEqualTo(JsonObject.of("owner", "us"));
    }

    @Test
    void but_not_with_one_that_exists() {
      register(REALTIME, ", 'MinCapacity': 1, 'MaxCapacity': 4");

      Answer answer =
          aws.refused(
              AUTO_SCALING,
              "RegisterScalableTarget",
              "{" + REALTIME + ", 'MaxCapacity': 9, 'Tags': {'owner': 'us'}}");

      assertThat(answer.errorType()).isEqualTo("ValidationException");
      assertThat(answer.message())
          .isEqualTo(
              "The scalable target that you tried to tag already exists. To update tags on an"
                  + " existing scalable target, use the TagResource API.");
      assertThat(described().whole("MaxCapacity")).isEqualTo(4);
    }
  }

  /** API reference, RegisterScalableTarget, MinCapacity and MaxCapacity. */
  @Nested
  class Moves_capacity_into_bounds {

    @Test
    void at_once_with_the_endpoint_updating_until_it_has_settled() {
      register(REALTIME, ", 'MinCapacity': 1, 'MaxCapacity': 2");

      JsonObject updating = endpoint("Chat");
      assertThat(updating.text("EndpointStatus")).isEqualTo("Updating");
      JsonObject variant = updating.objects("ProductionVariants").getFirst();
      assertThat(variant.whole("DesiredInstanceCount")).isEqualTo(2);
      assertThat(variant.whole("CurrentInstanceCount")).isEqualTo(4);

      aws.standIn().advance(Duration.ofMinutes(1));

      JsonObject settled = endpoint("Chat");
      assertThat(settled.text("EndpointStatus")).isEqualTo("InService");
      assertThat(settled.objects("ProductionVariants").getFirst().whole("CurrentInstanceCount"))
          .isEqualTo(2);
    }

    @Test
    void on_every_call_also_on_one_without_bounds() {
      register(REALTIME, ", 'MinCapacity': 1, 'MaxCapacity': 4");
      aws.ok(
          SAGEMAKER,
          "UpdateEndpointWeightsAndCapacities",
          "{'EndpointName': 'Chat', 'DesiredWeightsAndCapacities':"
              + " [{'VariantName': 'AllTraffic', 'DesiredInstanceCount': 7}]}");
      aws.standIn().advance(Duration.ofMinutes(1));

      register(REALTIME, "");

      assertThat(desiredCount("Chat")).isEqualTo(4);
    }

    @Test
    void and_keeps_it_inside_them() {
      register(REALTIME, ", 'MinCapacity': 1, 'MaxCapacity': 4");

      assertThat(endpoint("Chat").text("EndpointStatus")).isEqualTo("InService");
      assertThat(desiredCount("Chat")).isEqualTo(4);
    }

    @Test
    void and_records_a_scaling_activity() {
      register(REALTIME, ", 'MinCapacity': 5, 'MaxCapacity': 8");

      JsonObject inProgress = activity();
      assertThat(inProgress.text("Description")).isEqualTo("Setting desired instance count to 5.");
      assertThat(inProgress.text("Cause")).isEqualTo("minimum capacity was set to 5");
      assertThat(inProgress.text("StatusCode")).isEqualTo("InProgress");

      aws.standIn().advance(Duration.ofMinutes(1));

      assertThat(activity().text("StatusCode")).isEqualTo("Successful");
    }

    private JsonObject activity() {
      return aws.ok(AUTO_SCALING, "DescribeScalingActivities", "{'ServiceNamespace': 'sagemaker'}")
          .objects("ScalingActivities")
          .getFirst();
    }

    @Test
    void of_copies_and_of_provisioned_concurrency_too() {
      register(COMPONENT, ", 'MinCapacity': 3, 'MaxCapacity': 4");
      register(SERVERLESS, ", 'MinCapacity': 1, 'MaxCapacity': 2");

      JsonObject component =
          aws.ok(SAGEMAKER, "DescribeInferenceComponent", "{'InferenceComponentName': 'llama'}");
      assertThat(component.object("RuntimeConfig").whole("DesiredCopyCount")).isEqualTo(3);
      assertThat(component.text("InferenceComponentStatus")).isEqualTo("Updating");
      JsonObject serverless = endpoint("Thumbnails").objects("ProductionVariants").getFirst();
      assertThat(serverless.object("DesiredServerlessConfig").whole("ProvisionedConcurrency"))
          .isEqualTo(2);
    }
  }

  /**
   * SageMaker developer guide, Auto scaling policy overview; Autoscale an asynchronous endpoint.
   */
  @Nested
  class Allows_a_min_of_zero {

    @Test
    void not_for_a_real_time_variant() {
      assertThat(refused(REALTIME, ", 'MinCapacity': 0, 'MaxCapacity': 4").message())
          .contains("at least 1");
    }

    @Test
    void for_an_asynchronous_variant() {
      register(ASYNC, ", 'MinCapacity': 0, 'MaxCapacity': 4");
    }

    @Test
    void for_a_component() {
      register(COMPONENT, ", 'MinCapacity': 0, 'MaxCapacity': 4");
    }

    @Test
    void not_for_provisioned_concurrency_nor_a_max_of_zero() {
      refused(SERVERLESS, ", 'MinCapacity': 0, 'MaxCapacity': 4");
      refused(SERVERLESS, ", 'MinCapacity': 0, 'MaxCapacity': 0");
    }
  }
}
