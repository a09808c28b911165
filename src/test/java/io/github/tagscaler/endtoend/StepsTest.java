package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/** Step scaling: its policies, and the alarms that set them off. */
class StepsTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final String SURGE = "tagscaler/tagscaler/" + ON_CHAT + "/step-surge";

  @RegisterExtension static final TestAccount account = new TestAccount();

  @BeforeEach
  void a_catalog() {
    account.document(
        "_platform",
        """
        version: 1
        policies:
          bursts:
            kinds: [real-time]
            step:
              - { name: surge, metric: invocations, statistic: Sum, period: 1m, periods: 2, of: 3,
                  missing: not-breaching, adjust: change, cooldown: 1m,
                  steps: [ { from: 1000, to: 1500, by: 1 }, { from: 1500, by: 3 } ] }
          calm:
            step:
              - { name: idle, metric: cpu, adjust: percent, min-change: 1,
                  steps: [ { to: 10, by: -50 }, { from: 10, to: 20, by: -10 } ] }
          own-metric:
            step:
              - name: queue
                custom:
                  Namespace: Acme
                  MetricName: Waiting
                  Dimensions: [ { Name: Endpoint, Value: "{endpoint}" } ]
                  Statistic: Maximum
                adjust: exact
                steps: [ { from: 10, to: 100, by: 2 }, { from: 100, by: 6 } ]
        """);
    account.endpoint("chat", "policy=bursts", "max=6");
  }

  private static Invocation reconcile() {
    return account.withCatalog().invoke(SampleEvents.inService("chat"));
  }

  @Test
  void rising_steps_are_relative_to_the_lowest() {
    assertThat(reconcile().outcome().ending()).isEqualTo("Applied");

    // The policy has a step, so it needs no track.
    assertThat(account.target(ON_CHAT).policies()).containsExactly("tagscaler-step-surge");
    var steps =
        account
            .target(ON_CHAT)
            .policy("tagscaler-step-surge")
            .get("StepScalingPolicyConfiguration");
    assertThat(steps.get("AdjustmentType")).isEqualTo(Json.of("ChangeInCapacity"));
    assertThat(RegisteredTarget.integer(steps.get("Cooldown"))).isEqualTo(60);
    assertThat(steps.get("StepAdjustments").stream().map(StepsTest::step))
        .containsExactly("0..500 by 1", "500..null by 3");
    var alarm = account.alarm(SURGE);
    assertThat(RegisteredTarget.integer(alarm.get("Threshold"))).isEqualTo(1000);
    assertThat(alarm.get("ComparisonOperator")).isEqualTo(Json.of("GreaterThanOrEqualToThreshold"));
    assertThat(alarm.get("MetricName")).isEqualTo(Json.of("InvocationsPerInstance"));
    assertThat(alarm.get("Statistic")).isEqualTo(Json.of("Sum"));
    assertThat(RegisteredTarget.integer(alarm.get("EvaluationPeriods"))).isEqualTo(3);
    assertThat(RegisteredTarget.integer(alarm.get("DatapointsToAlarm"))).isEqualTo(2);
    assertThat(alarm.get("TreatMissingData")).isEqualTo(Json.of("notBreaching"));
    assertThat(alarm.get("AlarmActions").stream().toList())
        .containsExactly(account.target(ON_CHAT).policy("tagscaler-step-surge").get("PolicyARN"));
  }

  @Test
  void falling_steps_are_relative_to_the_highest() {
    account.endpoint("calm", "policy=calm", "max=6");

    account.withCatalog().invoke(SampleEvents.inService("calm"));

    var on = "endpoint/calm/variant/AllTraffic";
    var steps =
        account.target(on).policy("tagscaler-step-idle").get("StepScalingPolicyConfiguration");
    assertThat(steps.get("AdjustmentType")).isEqualTo(Json.of("PercentChangeInCapacity"));
    assertThat(RegisteredTarget.integer(steps.get("MinAdjustmentMagnitude"))).isEqualTo(1);
    // Four vCPUs: AWS reports the sum.
    assertThat(steps.get("StepAdjustments").stream().map(StepsTest::step))
        .containsExactly("null..-40 by -50", "-40..0 by -10");
    var alarm = account.alarm("tagscaler/tagscaler/" + on + "/step-idle");
    assertThat(RegisteredTarget.integer(alarm.get("Threshold"))).isEqualTo(80);
    assertThat(alarm.get("ComparisonOperator")).isEqualTo(Json.of("LessThanOrEqualToThreshold"));
  }

  @Test
  void a_custom_metric_sets_exact_capacity() {
    account.endpoint("own", "policy=own-metric", "max=6");

    account.withCatalog().invoke(SampleEvents.inService("own"));

    var on = "endpoint/own/variant/AllTraffic";
    var alarm = account.alarm("tagscaler/tagscaler/" + on + "/step-queue");
    assertThat(alarm.get("Namespace")).isEqualTo(Json.of("Acme"));
    assertThat(alarm.get("Dimensions").write()).contains("\"own\"");
    assertThat(
            account
                .target(on)
                .policy("tagscaler-step-queue")
                .get("StepScalingPolicyConfiguration")
                .get("AdjustmentType"))
        .isEqualTo(Json.of("ExactCapacity"));
  }

  @Test
  void a_second_run_writes_nothing() {
    reconcile();

    var again = reconcile();

    assertThat(again.outcome().ending()).isEqualTo("Unchanged");
    assertThat(again.writes()).isEmpty();
    assertThat(again.operations()).doesNotContain("PutMetricAlarm", "DeleteAlarms");
  }

  @Test
  void a_policy_that_was_deleted_and_made_again_gets_its_alarm_back() {
    reconcile();
    account.user.deletePolicy(ON_CHAT, "tagscaler-step-surge");

    reconcile();

    assertThat(account.alarm(SURGE).get("AlarmActions").stream().toList())
        .containsExactly(account.target(ON_CHAT).policy("tagscaler-step-surge").get("PolicyARN"));
  }

  @Test
  void steps_no_longer_desired_are_deleted_with_their_alarm() {
    reconcile();
    account.user.tag("endpoint/chat", "policy=default");

    var run = account.withCatalog().invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(account.target(ON_CHAT).policies()).containsExactly("tagscaler-track-concurrency");
    assertThat(account.alarms().keySet()).doesNotContain(SURGE);
  }

  @Test
  void a_release_takes_the_alarms_along() {
    reconcile();
    account.user.tag("endpoint/chat", "policy=off");

    var run = account.withCatalog().invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(run.outcome().changes()).contains("delete alarm " + SURGE);
    assertThat(account.targets()).isEmpty();
    assertThat(account.alarms()).isEmpty();
  }

  @Test
  void a_deleted_endpoint_leaves_no_alarm_behind() {
    reconcile();
    account.user.sageMaker.deleteEndpoint(call -> call.endpointName("chat"));

    account.withCatalog().invoke(SampleEvents.state("chat", "DELETING"));

    assertThat(account.targets()).isEmpty();
    assertThat(account.alarms()).isEmpty();
  }

  @Test
  void bounds_by_hand_are_no_reason_to_touch_alarms() {
    reconcile();
    account.user.register(
        ON_CHAT, ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT, 1, 5);

    var run = reconcile();

    assertThat(run.outcome().warnings()).containsExactly("NeverScalesIn", "Drift");
    assertThat(run.operations()).doesNotContain("PutMetricAlarm");
  }

  private static String step(Json step) {
    return "%s..%s by %s"
        .formatted(
            number(step.get("MetricIntervalLowerBound")),
            number(step.get("MetricIntervalUpperBound")),
            step.get("ScalingAdjustment").write());
  }

  private static String number(Json number) {
    return number instanceof Json.Num(var value)
        ? value.stripTrailingZeros().toPlainString()
        : "null";
  }
}
