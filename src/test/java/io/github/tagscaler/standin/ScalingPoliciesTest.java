package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.COMPONENT;
import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.AllKinds.SERVERLESS;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingPoliciesTest {

  private static final String INVOCATIONS =
      "'PredefinedMetricSpecification':"
          + " {'PredefinedMetricType': 'SageMakerVariantInvocationsPerInstance'}";

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

  static String targetTracking(String name, int value) {
    return tracking(REALTIME, name, INVOCATIONS + ", 'TargetValue': " + value);
  }

  private static String tracking(String target, String name, String configuration) {
    return "{"
        + target
        + ", 'PolicyName': '"
        + name
        + "', 'PolicyType': 'TargetTrackingScaling',"
        + " 'TargetTrackingScalingPolicyConfiguration': {"
        + configuration
        + "}}";
  }

  static String step(String name) {
    return steps(name, "[{'MetricIntervalLowerBound': 0, 'ScalingAdjustment': 1}]");
  }

  private static String steps(String name, String steps) {
    return "{"
        + REALTIME
        + ", 'PolicyName': '"
        + name
        + "', 'PolicyType': 'StepScaling',"
        + " 'StepScalingPolicyConfiguration': {'AdjustmentType': 'ChangeInCapacity',"
        + " 'StepAdjustments': "
        + steps
        + "}}";
  }

  static String alarm(String action) {
    return "{'AlarmName': 'wake-up', 'Namespace': 'AWS/SageMaker', 'MetricName': 'M',"
        + " 'Statistic': 'Sum', 'Period': 60, 'EvaluationPeriods': 1, 'Threshold': 1,"
        + " 'ComparisonOperator': 'GreaterThanOrEqualToThreshold',"
        + " 'AlarmActions': ['"
        + action
        + "']}";
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

  /** User guide, Target tracking scaling policies. */
  @Nested
  class Target_tracking {

    @Test
    void has_a_pair_of_alarms_that_aws_makes_and_owns() {
      List<JsonObject> alarms = put(targetTracking("p", 70)).objects("Alarms");

      String prefix = "TargetTracking-endpoint/Chat/variant/AllTraffic-Alarm";
      assertThat(alarms.get(0).text("AlarmName")).matches(prefix + "High-[0-9a-f-]{36}");
      assertThat(alarms.get(1).text("AlarmName")).matches(prefix + "Low-[0-9a-f-]{36}");
      assertThat(aws.state().objects("alarms")).hasSize(2);
    }

    /** The text is AWS's, as users report it. */
    @Test
    void only_one_policy_a_metric() {
      put(targetTracking("old-name", 70));

      assertThat(refused(targetTracking("new-name", 70)).message())
          .isEqualTo(
              "Only one TargetTrackingScaling policy for a given metric specification is allowed.");

      aws.ok(AUTO_SCALING, "DeleteScalingPolicy", "{" + REALTIME + ", 'PolicyName': 'old-name'}");
      put(targetTracking("new-name", 70));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "DesiredInstanceCount | SageMakerVariantInvocationsPerInstance",
          "DesiredInstanceCount | SageMakerVariantConcurrentRequestsPerModelHighResolution",
          "DesiredProvisionedConcurrency | SageMakerVariantProvisionedConcurrencyUtilization",
          "DesiredCopyCount | SageMakerInferenceComponentInvocationsPerCopy",
          "DesiredCopyCount | SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution"
        })
    void a_predefined_metric_must_fit_the_dimension(String dimension, String metric) {
      for (String target : List.of(REALTIME, SERVERLESS, COMPONENT)) {
        String policy =
            tracking(
                target,
                "p",
                "'TargetValue': 0.5, 'PredefinedMetricSpecification': {'PredefinedMetricType': '"
                    + metric
                    + "'}");

        int status = aws.call(AUTO_SCALING, "PutScalingPolicy", policy).status();

        assertThat(status).as(target).isEqualTo(target.contains(dimension) ? 200 : 400);
      }
    }

    /** SageMaker developer guide, Automatically scale provisioned concurrency. */
    @Test
    void the_utilization_of_provisioned_concurrency_is_a_ratio() {
      String metric =
          "'PredefinedMetricSpecification':"
              + " {'PredefinedMetricType': 'SageMakerVariantProvisionedConcurrencyUtilization'}";

      assertThat(refused(tracking(SERVERLESS, "p", metric + ", 'TargetValue': 70")).message())
          .contains("between 0 and 1");
    }

    @Test
    void takes_a_predefined_or_a_customized_metric_not_both_and_not_none() {
      assertThat(refused(tracking(REALTIME, "p", "'TargetValue': 1")).message())
          .contains("Exactly one of");
      assertThat(
              refused(
                      tracking(
                          REALTIME,
                          "p",
                          "'TargetValue': 1, "
                              + INVOCATIONS
                              + ", 'CustomizedMetricSpecification': {}"))
                  .message())
          .contains("Exactly one of");
    }

    /** API reference, TargetTrackingMetricDataQuery. */
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{'MetricName': 'M', 'Namespace': 'N', 'Statistic': 'Average'} | ok",
          "{'MetricName': 'M', 'Namespace': 'N'} | Statistic is required",
          "{'Metrics': [{'Id': 'm', 'Expression': '1'}]} | ok",
          "{'Metrics': [{'Id': 'm', 'Expression': '1'}], 'MetricName': 'M'} | cannot be combined",
          "{'Metrics': [{'Id': 'M', 'Expression': '1'}]} | lower-case letter",
          "{'Metrics': [{'Id': 'm'}]} | exactly one of Expression and MetricStat",
          "{'Metrics': [{'Id': 'm', 'Expression': '1'}, {'Id': 'm', 'Expression': '2'}]} | twice",
          "{'Metrics': [{'Id': 'm', 'Expression': '1'}, {'Id': 'n', 'Expression': '2'}]} | 2 do",
          "{'Metrics': [{'Id': 'm', 'Expression': '1', 'ReturnData': false}]} | 0 do"
        })
    void a_customized_metric_is_one_metric_or_queries_of_which_one_returns_data(
        String metric, String outcome) {
      Answer answer =
          aws.call(
              AUTO_SCALING,
              "PutScalingPolicy",
              tracking(
                  REALTIME, "p", "'TargetValue': 5, 'CustomizedMetricSpecification': " + metric));

      assertThat(answer.status() == 200 ? "ok" : answer.message()).contains(outcome);
    }
  }

  /** API reference, StepAdjustment; user guide, Step scaling policies. */
  @Nested
  class Step_scaling {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "0..=1 | ok",
          "..0=-1 | ok",
          "0..10=1, 10..=2 | ok",
          "..-10=-2, -10..0=-1, 0..10=1, 10..=2 | ok",
          "..=1 | both its bounds",
          "0..10=1 | without an upper bound",
          "-10..0=-1 | without a lower bound",
          "0..10=1, 20..=2 | gap",
          "0..15=1, 10..=2 | overlap",
          "0..=1, 10..=2 | At most one step can have no upper bound",
          "..0=1, ..-5=2 | At most one step can have no lower bound",
          "10..10=1, 10..=2 | below its upper bound"
        })
    void steps_have_no_gap_no_overlap_and_open_ends_where_needed(String steps, String outcome) {
      Answer answer = aws.call(AUTO_SCALING, "PutScalingPolicy", steps("p", stepJson(steps)));

      assertThat(answer.status() == 200 ? "ok" : answer.message()).contains(outcome);
    }

    private static String stepJson(String steps) {
      return List.of(steps.split(", ", -1)).stream()
          .map(step -> {
            String[] parts = step.split("\\.\\.|=", -1);
            String lower =
                parts[0].isEmpty() ? "" : "'MetricIntervalLowerBound': " + parts[0] + ",";
            String upper =
                parts[1].isEmpty() ? "" : "'MetricIntervalUpperBound': " + parts[1] + ",";
            return "{" + lower + upper + "'ScalingAdjustment': " + parts[2] + "}";
          })
          .toList()
          .toString();
    }

    /** User guide, Quotas for Application Auto Scaling. */
    @Test
    void are_at_most_20() {
      var steps = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        steps.append(i).append("..").append(i + 1).append("=1, ");
      }

      assertThat(refused(steps("p", stepJson(steps + "20..=1"))).errorType())
          .isEqualTo("LimitExceededException");
    }

    @Test
    void have_no_alarm_until_the_caller_makes_one() {
      String arn = put(step("p")).text("PolicyARN");
      assertThat(policies().getFirst().objects("Alarms")).isEmpty();

      aws.standIn().seed(Caller.json("{'alarms': [" + alarm(arn) + "]}"));

      assertThat(policies().getFirst().objects("Alarms"))
          .extracting(alarm -> alarm.text("AlarmName"))
          .containsExactly("wake-up");
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
    void what_is_not_there_is_an_object_not_found() {
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
