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

  @RegisterExtension static final World world = new World();

  @BeforeEach
  void a_catalog() {
    world.document(
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
    world.endpoint("chat", "policy=bursts", "max=6");
  }

  private static Run look() {
    return world.withCatalog().on(News.inService("chat"));
  }

  @Test
  void rising_steps_are_relative_to_the_lowest() {
    assertThat(look().outcome().ending()).isEqualTo("Applied");

    // Without a track of its own, the wish has a step and so needs none.
    assertThat(world.held(ON_CHAT).policies()).containsExactly("tagscaler-step-surge");
    var steps =
        world.held(ON_CHAT).policy("tagscaler-step-surge").get("StepScalingPolicyConfiguration");
    assertThat(steps.get("AdjustmentType")).isEqualTo(Json.of("ChangeInCapacity"));
    assertThat(Held.whole(steps.get("Cooldown"))).isEqualTo(60);
    assertThat(steps.get("StepAdjustments").stream().map(StepsTest::step))
        .containsExactly("0..500 by 1", "500..null by 3");
    var alarm = world.alarm(SURGE);
    assertThat(Held.whole(alarm.get("Threshold"))).isEqualTo(1000);
    assertThat(alarm.get("ComparisonOperator")).isEqualTo(Json.of("GreaterThanOrEqualToThreshold"));
    assertThat(alarm.get("MetricName")).isEqualTo(Json.of("InvocationsPerInstance"));
    assertThat(alarm.get("Statistic")).isEqualTo(Json.of("Sum"));
    assertThat(Held.whole(alarm.get("EvaluationPeriods"))).isEqualTo(3);
    assertThat(Held.whole(alarm.get("DatapointsToAlarm"))).isEqualTo(2);
    assertThat(alarm.get("TreatMissingData")).isEqualTo(Json.of("notBreaching"));
    assertThat(alarm.get("AlarmActions").stream().toList())
        .containsExactly(world.held(ON_CHAT).policy("tagscaler-step-surge").get("PolicyARN"));
  }

  @Test
  void falling_steps_are_relative_to_the_highest() {
    world.endpoint("calm", "policy=calm", "max=6");

    world.withCatalog().on(News.inService("calm"));

    var on = "endpoint/calm/variant/AllTraffic";
    var steps = world.held(on).policy("tagscaler-step-idle").get("StepScalingPolicyConfiguration");
    assertThat(steps.get("AdjustmentType")).isEqualTo(Json.of("PercentChangeInCapacity"));
    assertThat(Held.whole(steps.get("MinAdjustmentMagnitude"))).isEqualTo(1);
    // Four vCPUs: AWS reports the sum.
    assertThat(steps.get("StepAdjustments").stream().map(StepsTest::step))
        .containsExactly("null..-40 by -50", "-40..0 by -10");
    var alarm = world.alarm("tagscaler/tagscaler/" + on + "/step-idle");
    assertThat(Held.whole(alarm.get("Threshold"))).isEqualTo(80);
    assertThat(alarm.get("ComparisonOperator")).isEqualTo(Json.of("LessThanOrEqualToThreshold"));
  }

  @Test
  void a_custom_metric_sets_exact_capacity() {
    world.endpoint("own", "policy=own-metric", "max=6");

    world.withCatalog().on(News.inService("own"));

    var on = "endpoint/own/variant/AllTraffic";
    var alarm = world.alarm("tagscaler/tagscaler/" + on + "/step-queue");
    assertThat(alarm.get("Namespace")).isEqualTo(Json.of("Acme"));
    assertThat(alarm.get("Dimensions").write()).contains("\"own\"");
    assertThat(
            world
                .held(on)
                .policy("tagscaler-step-queue")
                .get("StepScalingPolicyConfiguration")
                .get("AdjustmentType"))
        .isEqualTo(Json.of("ExactCapacity"));
  }

  @Test
  void a_second_run_writes_nothing() {
    look();

    var again = look();

    assertThat(again.outcome().ending()).isEqualTo("Unchanged");
    assertThat(again.writes()).isEmpty();
    assertThat(again.operations()).doesNotContain("PutMetricAlarm", "DeleteAlarms");
  }

  @Test
  void a_policy_that_was_deleted_and_made_again_gets_its_alarm_back() {
    look();
    world.somebody.deletePolicy(ON_CHAT, "tagscaler-step-surge");

    look();

    assertThat(world.alarm(SURGE).get("AlarmActions").stream().toList())
        .containsExactly(world.held(ON_CHAT).policy("tagscaler-step-surge").get("PolicyARN"));
  }

  @Test
  void steps_that_nobody_asks_for_any_more_go_with_their_alarm() {
    look();
    world.somebody.tag("endpoint/chat", "policy=default");

    var run = world.withCatalog().on(News.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(world.held(ON_CHAT).policies()).containsExactly("tagscaler-track-concurrency");
    assertThat(world.alarms().keySet()).doesNotContain(SURGE);
  }

  @Test
  void a_release_takes_the_alarms_along() {
    look();
    world.somebody.tag("endpoint/chat", "policy=off");

    var run = world.withCatalog().on(News.tagChange("endpoint/chat"));

    assertThat(run.outcome().changes()).contains("delete alarm " + SURGE);
    assertThat(world.held()).isEmpty();
    assertThat(world.alarms()).isEmpty();
  }

  @Test
  void a_deleted_endpoint_leaves_no_alarm_behind() {
    look();
    world.somebody.sageMaker.deleteEndpoint(call -> call.endpointName("chat"));

    world.withCatalog().on(News.state("chat", "DELETING"));

    assertThat(world.held()).isEmpty();
    assertThat(world.alarms()).isEmpty();
  }

  @Test
  void bounds_by_hand_are_no_reason_to_touch_alarms() {
    look();
    world.somebody.register(
        ON_CHAT, ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT, 1, 5);

    var run = look();

    assertThat(run.outcome().warnings()).containsExactly("Drift");
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
