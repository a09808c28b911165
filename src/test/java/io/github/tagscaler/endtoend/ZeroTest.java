package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/** Scaling to zero and back. */
class ZeroTest {
  private static final String LLAMA = "inference-component/llama";
  private static final String WAKE = "tagscaler/tagscaler/" + LLAMA + "/wake";

  @RegisterExtension static final TestAccount account = new TestAccount();

  private static void host(int minInstances) {
    account.endpointOf(
        "chat",
        "[{\"instanceType\": \"ml.g5.12xlarge\", \"managedScaling\": {\"min\": %d, \"max\": 4}}]"
            .formatted(minInstances));
  }

  @Test
  void a_component_keeps_what_wakes_it() {
    host(0);
    account.component("llama", "chat", "policy=scale-to-zero");

    var run = account.invoke(SampleEvents.requestedComponent("llama"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.outcome().warnings()).isEmpty();
    var target = account.target(LLAMA);
    assertThat(target.bounds()).isEqualTo("0-4");
    assertThat(target.policies())
        .containsExactlyInAnyOrder("tagscaler-track-concurrency", "tagscaler-wake");
    var wake = target.policy("tagscaler-wake");
    var steps = wake.get("StepScalingPolicyConfiguration");
    assertThat(steps.get("AdjustmentType")).isEqualTo(Json.of("ChangeInCapacity"));
    assertThat(steps.get("MetricAggregationType")).isEqualTo(Json.of("Maximum"));
    assertThat(RegisteredTarget.integer(steps.get("Cooldown"))).isEqualTo(60);
    var alarm = account.alarm(WAKE);
    assertThat(alarm.get("Namespace")).isEqualTo(Json.of("AWS/SageMaker"));
    assertThat(alarm.get("MetricName")).isEqualTo(Json.of("NoCapacityInvocationFailures"));
    assertThat(alarm.get("Statistic")).isEqualTo(Json.of("Sum"));
    assertThat(RegisteredTarget.integer(alarm.get("Period"))).isEqualTo(60);
    assertThat(RegisteredTarget.integer(alarm.get("Threshold"))).isEqualTo(1);
    assertThat(alarm.get("ComparisonOperator")).isEqualTo(Json.of("GreaterThanOrEqualToThreshold"));
    assertThat(alarm.get("AlarmActions").stream().toList()).containsExactly(wake.get("PolicyARN"));
    assertThat(account.invoke(SampleEvents.requestedComponent("llama")).writes()).isEmpty();
  }

  @Test
  void an_asynchronous_variant_keeps_it_too() {
    account.seed(
        """
        {"endpoints": [{"name": "queue", "async": true, "tags": {"autoscaling:policy": "batch"},
          "variants": [{"instanceType": "ml.g5.xlarge"}]}]}
        """);

    account.invoke(SampleEvents.inService("queue"));

    var on = "endpoint/queue/variant/AllTraffic";
    assertThat(account.target(on).bounds()).isEqualTo("0-4");
    assertThat(account.target(on).policies())
        .containsExactlyInAnyOrder("tagscaler-track-backlog", "tagscaler-wake");
    var alarm = account.alarm("tagscaler/tagscaler/" + on + "/wake");
    assertThat(alarm.get("MetricName")).isEqualTo(Json.of("HasBacklogWithoutCapacity"));
    assertThat(alarm.get("Statistic")).isEqualTo(Json.of("Average"));
    assertThat(RegisteredTarget.integer(alarm.get("EvaluationPeriods"))).isEqualTo(2);
    assertThat(RegisteredTarget.integer(alarm.get("DatapointsToAlarm"))).isEqualTo(2);
  }

  @Test
  void a_host_that_keeps_its_instances_is_reported() {
    host(1);
    account.component("llama", "chat", "min=0");

    assertThat(account.invoke(SampleEvents.requestedComponent("llama")).outcome().warnings())
        .containsExactly("HostKeepsInstances");
  }

  @Test
  void without_waking_it_may_sleep_forever() {
    host(0);
    account.component("llama", "chat", "min=0", "wake=off");

    var run = account.invoke(SampleEvents.requestedComponent("llama"));

    assertThat(run.outcome().warnings()).containsExactly("MaySleepForever");
    assertThat(account.target(LLAMA).policies()).containsExactly("tagscaler-track-concurrency");
    assertThat(account.alarms()).isEmpty();
  }

  @Test
  void a_window_at_zero_keeps_it_as_well() {
    host(0);
    account.clock("2026-06-01T12:00:00Z");
    account.component("llama", "chat", "policy=office-hours-zero");

    account.invoke(SampleEvents.requestedComponent("llama"));

    assertThat(account.target(LLAMA).bounds()).isEqualTo("1-4");
    assertThat(account.target(LLAMA).policies()).contains("tagscaler-wake");
  }

  @Test
  void an_alarm_that_acts_on_a_policy_of_the_past_is_mended() {
    host(0);
    account.component("llama", "chat", "policy=scale-to-zero");
    account.invoke(SampleEvents.requestedComponent("llama"));
    account.user.scaling.deleteScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(LLAMA)
            .scalableDimension(ScalableDimension.SAGEMAKER_INFERENCE_COMPONENT_DESIRED_COPY_COUNT)
            .policyName("tagscaler-wake"));

    // Plain news, no request to reconcile: what does not act counts as missing.
    account.invoke(SampleEvents.componentUpdated("llama"));

    assertThat(account.alarm(WAKE).get("AlarmActions").stream().toList())
        .containsExactly(account.target(LLAMA).policy("tagscaler-wake").get("PolicyARN"));
  }

  @Test
  void what_is_released_at_zero_stays_there() {
    host(0);
    account.seed(
        """
        {"components": [{"name": "llama", "endpoint": "chat", "copies": 0,
          "tags": {"autoscaling:policy": "scale-to-zero"}}]}
        """);
    account.invoke(SampleEvents.requestedComponent("llama"));
    account.user.tag("inference-component/llama", "policy=off");

    var run = account.invoke(SampleEvents.tagChange("inference-component/llama"));

    assertThat(run.outcome("inference-component/llama").warnings()).contains("ReleasedAtZero");
    assertThat(account.alarms()).isEmpty();
    assertThat(account.capacities()).containsEntry("llama", 0);
  }
}
