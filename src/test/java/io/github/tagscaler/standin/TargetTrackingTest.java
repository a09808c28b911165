package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.COMPONENT;
import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.AllKinds.SERVERLESS;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.PolicyRequests.INVOCATIONS;
import static io.github.tagscaler.standin.PolicyRequests.targetTracking;
import static io.github.tagscaler.standin.PolicyRequests.tracking;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** User guide, Target tracking scaling policies. */
class TargetTrackingTest {

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
  void accepts_either_a_predefined_or_a_customized_metric() {
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
