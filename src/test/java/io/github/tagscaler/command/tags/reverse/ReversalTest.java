package io.github.tagscaler.command.tags.reverse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.TrackEntry;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm.Comparison;
import io.github.tagscaler.scaling.ScalingAlarm.Missing;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.Adjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepAdjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReversalTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:30:00Z");
  private static final EndpointVariant ID = new EndpointVariant("chat", "blue");
  private static final Duration FIVE = Duration.ofMinutes(5);

  private static Terms terms(ScalingPolicy policy, StepAlarm... alarms) {
    return terms(List.of(policy), List.of(), List.of(alarms));
  }

  private static Terms terms(ScheduledAction... actions) {
    return terms(List.of(), List.of(actions), List.of());
  }

  private static Terms terms(
      List<ScalingPolicy> policies, List<ScheduledAction> actions, List<StepAlarm> alarms) {
    return Reversal.of(
        new RegisteredTarget(
            ObservedTarget.of(
                new TargetKey(ID, ScalableDimension.INSTANCE_COUNT),
                "arn:t",
                new Bounds(2, 6),
                Suspension.NONE,
                Map.of(),
                policies,
                actions,
                List.of()),
            alarms),
        new InstanceVariant(ID, false, "arn:e", 2, List.of("ml.c6i.2xlarge")),
        NOW);
  }

  private static ScalingPolicy tracking(MetricSpec metric, double target) {
    return new ScalingPolicy("theirs", new TargetTracking(metric, target, FIVE, FIVE, true));
  }

  private static MetricSpec.Customized cpu(String variant) {
    return MetricSpec.Customized.of(
        "/aws/sagemaker/Endpoints",
        "CPUUtilization",
        Map.of("EndpointName", "chat", "VariantName", variant),
        "Average");
  }

  @ParameterizedTest
  @CsvSource({"560, 70", "70, 8.75", "800, 100", "266.4, 33.3"})
  void a_percentage_is_divided_by_the_number_of_cores(double sent, String target) {
    assertThat(terms(tracking(cpu("blue"), sent)).tracks())
        .singleElement()
        .satisfies(track -> {
          assertThat(track.name()).isEqualTo("cpu");
          assertThat(track.target().orElseThrow()).isEqualByComparingTo(target);
        });
  }

  @ParameterizedTest
  @CsvSource({"8", "900"})
  void a_value_that_is_no_percentage_is_a_custom_metric(double sent) {
    assertThat(terms(tracking(cpu("blue"), sent)).tracks())
        .extracting(TrackEntry::name)
        .containsExactly("theirs");
  }

  @Test
  void the_metric_of_another_resource_is_a_custom_metric() {
    assertThat(terms(tracking(cpu("green"), 560)).tracks())
        .singleElement()
        .satisfies(track -> assertThat(track.measure().toString()).contains("green", "{endpoint}"));
  }

  @Test
  void a_policy_of_another_type_is_an_obstacle() {
    var terms = terms(new ScalingPolicy("forecast", new ScalingPolicy.Other("PredictiveScaling")));

    assertThat(terms.obstacles())
        .containsExactly(
            new Obstacle(
                Reason.POLICY_TYPE,
                "The policy \"forecast\" (PredictiveScaling) has a type or a setting that Tagscaler does not write."));
  }

  @Test
  void a_predefined_metric_of_another_kind_is_an_obstacle() {
    assertThat(
            terms(
                    tracking(
                        new MetricSpec.Predefined(
                            "SageMakerVariantProvisionedConcurrencyUtilization"),
                        0.7))
                .obstacles())
        .containsExactly(
            new Obstacle(
                Reason.METRIC,
                "The policy \"theirs\" tracks the predefined metric SageMakerVariantProvisionedConcurrencyUtilization, which Tagscaler does not offer for real-time endpoints."));
  }

  private static ScalingPolicy stepping(StepAdjustment... steps) {
    return new ScalingPolicy(
        "up",
        new StepScaling(
            Adjustment.CHANGE_IN_CAPACITY, Optional.empty(), FIVE, "Average", List.of(steps)));
  }

  private static StepAlarm alarm(String name, double threshold) {
    return new StepAlarm(
        name,
        Set.of("up"),
        List.of(),
        true,
        new Watching(
            cpu("blue"),
            Duration.ofMinutes(1),
            1,
            1,
            threshold,
            Comparison.AT_OR_ABOVE,
            Missing.MISSING),
        Comparison.AT_OR_ABOVE.wire());
  }

  @Test
  void steps_of_a_percentage_are_divided_by_the_number_of_cores() {
    var terms =
        terms(
            stepping(
                new StepAdjustment(Optional.of(0.0), Optional.of(80.0), 1),
                new StepAdjustment(Optional.of(80.0), Optional.empty(), 2)),
            alarm("high", 560));

    assertThat(terms.obstacles()).isEmpty();
    assertThat(terms.steps())
        .singleElement()
        .satisfies(step ->
            assertThat(step.steps())
                .hasToString("[{ from: 70, to: 80, by: 1 }, { from: 80, by: 2 }]"));
  }

  @Test
  void a_policy_of_two_alarms_is_an_obstacle() {
    assertThat(
            terms(
                    stepping(new StepAdjustment(Optional.of(0.0), Optional.empty(), 1)),
                    alarm("high", 560),
                    alarm("higher", 700))
                .obstacles())
        .containsExactly(
            new Obstacle(
                Reason.SEVERAL_ALARMS,
                "The step policy \"up\" is triggered by 2 alarms (high, higher); a step entry has one."));
  }

  @Test
  void steps_in_both_directions_are_an_obstacle() {
    assertThat(
            terms(
                    stepping(
                        new StepAdjustment(Optional.empty(), Optional.of(0.0), -1),
                        new StepAdjustment(Optional.of(0.0), Optional.empty(), 1)),
                    alarm("high", 560))
                .obstacles())
        .containsExactly(
            new Obstacle(
                Reason.STEPS,
                "The step policy \"up\" cannot be written as a step entry: One step has no from and another has no to, but an alarm acts in one direction only. Split them into two entries."));
  }

  private static ScheduledAction action(
      String schedule, String zone, Optional<Integer> min, Optional<Integer> max) {
    return new ScheduledAction("night", schedule, zone, min, max, false);
  }

  @Test
  void an_action_that_has_passed_is_left_out() {
    var terms = terms(action("at(2026-06-01T08:30:00)", "UTC", Optional.of(1), Optional.of(9)));

    assertThat(terms.obstacles()).isEmpty();
    assertThat(terms.actions()).isEmpty();
  }

  @Test
  void an_end_that_no_action_sets_is_what_is_registered() {
    assertThat(
            terms(action("cron(0 8 1 * ? *)", "UTC", Optional.of(3), Optional.empty())).actions())
        .singleElement()
        .satisfies(entry -> assertThat(entry.max()).isEqualTo(6));
  }

  @Test
  void an_end_that_another_action_sets_is_an_obstacle() {
    var terms =
        terms(
            action("cron(0 8 1 * ? *)", "UTC", Optional.of(3), Optional.empty()),
            action("cron(0 8 2 * ? *)", "UTC", Optional.of(1), Optional.of(4)));

    assertThat(terms.obstacles()).extracting(Obstacle::reason).containsExactly(Reason.ONE_BOUND);
  }

  @Test
  void a_time_zone_that_only_AWS_knows_is_an_obstacle() {
    assertThat(
            terms(action("cron(0 8 ? * * *)", "EST", Optional.of(1), Optional.of(4))).obstacles())
        .extracting(Obstacle::reason)
        .containsExactly(Reason.TIME_ZONE);
  }

  @Test
  void names_become_valid_and_stay_apart() {
    var names = new EntryNames(Set.of("cpu"));

    assertThat(
            List.of(
                names.like("CPU"),
                names.like("My Policy (prod)!"),
                names.like("my-policy--prod"),
                names.like("***"),
                names.like("x".repeat(80)).length()))
        .hasToString("[cpu-2, my-policy-prod, my-policy--prod, policy, 63]");
  }
}
