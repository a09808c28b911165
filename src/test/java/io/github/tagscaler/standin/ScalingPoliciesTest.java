package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.COMPONENT;
import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.AllKinds.SERVERLESS;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.PolicyRequests.alarm;
import static io.github.tagscaler.standin.PolicyRequests.step;
import static io.github.tagscaler.standin.PolicyRequests.targetTracking;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScalingPoliciesTest {

  private final Caller aws = AllKinds.start();

  @BeforeEach
  void register() {
    for (String target : List.of(REALTIME, SERVERLESS, COMPONENT)) {
      aws.ok(
          AUTO_SCALING,
          "RegisterScalableTarget",
          "{" + target + ", 'MinCapacity': 1, 'MaxCapacity': 9}");
    }
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private JsonObject put(String policy) {
    return aws.ok(AUTO_SCALING, "PutScalingPolicy", policy);
  }

  private Answer refused(String policy) {
    return aws.refused(AUTO_SCALING, "PutScalingPolicy", policy);
  }

  private List<JsonObject> policies() {
    return aws.ok(AUTO_SCALING, "DescribeScalingPolicies", "{'ServiceNamespace': 'sagemaker'}")
        .objects("ScalingPolicies");
  }

  /** Application Auto Scaling API reference, PutScalingPolicy. */
  @Nested
  class Putting {

    @Test
    void gives_an_arn_of_another_service_with_the_resource_and_the_name() {
      assertThat(put(targetTracking("p", 70)).text("PolicyARN"))
          .matches(
              "arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:[0-9a-f-]{36}:"
                  + "resource/sagemaker/endpoint/Chat/variant/AllTraffic:policyName/p");
    }

    @Test
    void on_a_target_that_is_not_registered_is_an_object_not_found() {
      Answer answer = refused(targetTracking("p", 70).replace("endpoint/Chat", "endpoint/None"));

      assertThat(answer.errorType()).isEqualTo("ObjectNotFoundException");
      assertThat(answer.message()).startsWith("No scalable target registered for");
    }

    @Test
    void needs_a_type_for_a_new_policy_but_not_for_one_that_exists() {
      String untyped =
          targetTracking("p", 80).replace("'PolicyType': 'TargetTrackingScaling',", "");
      assertThat(refused(untyped).message()).contains("PolicyType is required");

      put(targetTracking("p", 70));
      put(untyped);

      assertThat(policies().getFirst().object("TargetTrackingScalingPolicyConfiguration"))
          .satisfies(tracking -> assertThat(tracking.whole("TargetValue")).isEqualTo(80));
    }

    @Test
    void under_the_same_name_replaces_and_keeps_the_arn() {
      JsonObject first = put(targetTracking("p", 70));
      JsonObject second = put(targetTracking("p", 80));

      assertThat(second).isEqualTo(first);
      assertThat(policies()).hasSize(1);
    }

    @Test
    void takes_the_configuration_of_its_type_and_no_other() {
      assertThat(refused(step("p").replace("StepScaling'", "TargetTrackingScaling'")).message())
          .contains("takes exactly the configuration");
    }

    @Test
    void predictive_scaling_is_not_for_sagemaker() {
      assertThat(refused(step("p").replace("'StepScaling'", "'PredictiveScaling'")).message())
          .contains("not supported for namespace sagemaker");
    }

    /** User guide, Quotas for Application Auto Scaling. */
    @Test
    void a_51st_policy_is_over_the_quota() {
      for (int i = 0; i < 50; i++) {
        put(step("p" + i));
      }

      assertThat(refused(step("p50")).errorType()).isEqualTo("LimitExceededException");
      put(step("p49"));
    }
  }

  /** API reference, DeleteScalingPolicy. */
  @Nested
  class Deleting {

    @Test
    void a_step_policy_strips_the_action_of_the_alarm_but_leaves_the_alarm() {
      String arn = put(step("p")).text("PolicyARN");
      aws.standIn().seed(Caller.json("{'alarms': [" + alarm(arn) + "]}"));

      aws.ok(AUTO_SCALING, "DeleteScalingPolicy", "{" + REALTIME + ", 'PolicyName': 'p'}");

      JsonObject alarm = aws.state().objects("alarms").getFirst();
      assertThat(alarm.text("AlarmName")).isEqualTo("wake-up");
      assertThat(alarm.texts("AlarmActions")).isEmpty();
    }

    @Test
    void a_target_tracking_policy_deletes_its_alarms() {
      put(targetTracking("p", 70));

      aws.ok(AUTO_SCALING, "DeleteScalingPolicy", "{" + REALTIME + ", 'PolicyName': 'p'}");

      assertThat(aws.state().objects("alarms")).isEmpty();
    }

    @Test
    void deleting_a_missing_policy_is_an_object_not_found() {
      Answer answer =
          aws.refused(
              AUTO_SCALING, "DeleteScalingPolicy", "{" + REALTIME + ", 'PolicyName': 'none'}");

      assertThat(answer.errorType()).isEqualTo("ObjectNotFoundException");
    }
  }

  /** API reference, DescribeScalingPolicies. */
  @Test
  void a_page_of_policies_holds_at_most_ten() {
    for (int i = 0; i < 11; i++) {
      put(step("p" + i));
    }

    JsonObject page =
        aws.ok(AUTO_SCALING, "DescribeScalingPolicies", "{'ServiceNamespace': 'sagemaker'}");
    Answer tooLarge =
        aws.refused(
            AUTO_SCALING,
            "DescribeScalingPolicies",
            "{'ServiceNamespace': 'sagemaker', 'MaxResults': 11}");

    assertThat(page.objects("ScalingPolicies")).hasSize(10);
    assertThat(page.has("NextToken")).isTrue();
    assertThat(tooLarge.errorType()).isEqualTo("ValidationException");
  }
}
