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

  @RegisterExtension static final World world = new World();

  private static void host(int minInstances) {
    world.endpointOf(
        "chat",
        "[{\"instanceType\": \"ml.g5.12xlarge\", \"managedScaling\": {\"min\": %d, \"max\": 4}}]"
            .formatted(minInstances));
  }

  @Test
  void a_component_keeps_what_wakes_it() {
    host(0);
    world.component("llama", "chat", "policy=scale-to-zero");

    var run = world.on(News.requestedComponent("llama"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.outcome().warnings()).isEmpty();
    var held = world.held(LLAMA);
    assertThat(held.bounds()).isEqualTo("0-4");
    assertThat(held.policies())
        .containsExactlyInAnyOrder("tagscaler-track-concurrency", "tagscaler-wake");
    var wake = held.policy("tagscaler-wake");
    var steps = wake.get("StepScalingPolicyConfiguration");
    assertThat(steps.get("AdjustmentType")).isEqualTo(Json.of("ChangeInCapacity"));
    assertThat(steps.get("MetricAggregationType")).isEqualTo(Json.of("Maximum"));
    assertThat(Held.whole(steps.get("Cooldown"))).isEqualTo(60);
    var alarm = world.alarm(WAKE);
    assertThat(alarm.get("Namespace")).isEqualTo(Json.of("AWS/SageMaker"));
    assertThat(alarm.get("MetricName")).isEqualTo(Json.of("NoCapacityInvocationFailures"));
    assertThat(alarm.get("Statistic")).isEqualTo(Json.of("Sum"));
    assertThat(Held.whole(alarm.get("Period"))).isEqualTo(60);
    assertThat(Held.whole(alarm.get("Threshold"))).isEqualTo(1);
    assertThat(alarm.get("ComparisonOperator")).isEqualTo(Json.of("GreaterThanOrEqualToThreshold"));
    assertThat(alarm.get("AlarmActions").stream().toList()).containsExactly(wake.get("PolicyARN"));
    assertThat(world.on(News.requestedComponent("llama")).writes()).isEmpty();
  }

  @Test
  void an_asynchronous_variant_keeps_it_too() {
    world.seed(
        """
        {"endpoints": [{"name": "queue", "async": true, "tags": {"autoscaling:policy": "batch"},
          "variants": [{"instanceType": "ml.g5.xlarge"}]}]}
        """);

    world.on(News.inService("queue"));

    var on = "endpoint/queue/variant/AllTraffic";
    assertThat(world.held(on).bounds()).isEqualTo("0-4");
    assertThat(world.held(on).policies())
        .containsExactlyInAnyOrder("tagscaler-track-backlog", "tagscaler-wake");
    var alarm = world.alarm("tagscaler/tagscaler/" + on + "/wake");
    assertThat(alarm.get("MetricName")).isEqualTo(Json.of("HasBacklogWithoutCapacity"));
    assertThat(alarm.get("Statistic")).isEqualTo(Json.of("Average"));
    assertThat(Held.whole(alarm.get("EvaluationPeriods"))).isEqualTo(2);
    assertThat(Held.whole(alarm.get("DatapointsToAlarm"))).isEqualTo(2);
  }

  @Test
  void a_host_that_keeps_its_instances_is_told() {
    host(1);
    world.component("llama", "chat", "min=0");

    assertThat(world.on(News.requestedComponent("llama")).outcome().warnings())
        .containsExactly("HostKeepsInstances");
  }

  @Test
  void without_waking_it_may_sleep_forever() {
    host(0);
    world.component("llama", "chat", "min=0", "wake=off");

    var run = world.on(News.requestedComponent("llama"));

    assertThat(run.outcome().warnings()).containsExactly("MaySleepForever");
    assertThat(world.held(LLAMA).policies()).containsExactly("tagscaler-track-concurrency");
    assertThat(world.alarms()).isEmpty();
  }

  @Test
  void a_window_at_zero_keeps_it_as_well() {
    host(0);
    world.clock("2026-06-01T12:00:00Z");
    world.component("llama", "chat", "policy=office-hours-zero");

    world.on(News.requestedComponent("llama"));

    assertThat(world.held(LLAMA).bounds()).isEqualTo("1-4");
    assertThat(world.held(LLAMA).policies()).contains("tagscaler-wake");
  }

  @Test
  void an_alarm_that_acts_on_a_policy_of_the_past_is_mended() {
    host(0);
    world.component("llama", "chat", "policy=scale-to-zero");
    world.on(News.requestedComponent("llama"));
    world.somebody.scaling.deleteScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(LLAMA)
            .scalableDimension(ScalableDimension.SAGEMAKER_INFERENCE_COMPONENT_DESIRED_COPY_COUNT)
            .policyName("tagscaler-wake"));

    // Plain news, no request to reconcile: what does not act counts as missing.
    world.on(News.componentUpdated("llama"));

    assertThat(world.alarm(WAKE).get("AlarmActions").stream().toList())
        .containsExactly(world.held(LLAMA).policy("tagscaler-wake").get("PolicyARN"));
  }

  @Test
  void what_is_released_at_zero_stays_there() {
    host(0);
    world.seed(
        """
        {"components": [{"name": "llama", "endpoint": "chat", "copies": 0,
          "tags": {"autoscaling:policy": "scale-to-zero"}}]}
        """);
    world.on(News.requestedComponent("llama"));
    world.somebody.tag("inference-component/llama", "policy=off");

    var run = world.on(News.tagChange("inference-component/llama"));

    assertThat(run.outcome("inference-component/llama").warnings()).contains("ReleasedAtZero");
    assertThat(world.alarms()).isEmpty();
    assertThat(world.capacities()).containsEntry("llama", 0);
  }
}
