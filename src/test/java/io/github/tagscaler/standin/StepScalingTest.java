package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.COMPONENT;
import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.AllKinds.SERVERLESS;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.PolicyRequests.alarm;
import static io.github.tagscaler.standin.PolicyRequests.step;
import static io.github.tagscaler.standin.PolicyRequests.steps;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API reference, StepAdjustment; user guide, Step scaling policies. */
class StepScalingTest {

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
          String lower = parts[0].isEmpty() ? "" : "'MetricIntervalLowerBound': " + parts[0] + ",";
          String upper = parts[1].isEmpty() ? "" : "'MetricIntervalUpperBound': " + parts[1] + ",";
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
