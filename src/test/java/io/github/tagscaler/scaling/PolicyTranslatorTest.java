package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.MONDAY_TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.policy.setting.ActionEntry.When;
import io.github.tagscaler.policy.setting.Adjust;
import io.github.tagscaler.policy.setting.CapacityStep;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.resource.ScalableResource.ServerlessVariant;
import io.github.tagscaler.scaling.Limits.MaxSource;
import io.github.tagscaler.scaling.ScalingAlarm.Comparison;
import io.github.tagscaler.scaling.ScalingAlarm.Missing;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy.Adjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepAdjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a desired policy results in at AWS. */
class PolicyTranslatorTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Origin TAG = new Origin.Tag("autoscaling:max", "4", "endpoint/chat");
  private static final Origin BUILT_IN = new Origin.BuiltIn();

  @Nested
  class Waking_from_zero {
    @Test
    void adds_a_copy_when_a_request_to_a_component_failed_because_it_has_none() {
      var state = waking(Kind.COMPONENT);

      assertThat(state.policies()).containsExactly(wake("Maximum", Duration.ofMinutes(1)));
      assertThat(state.alarms())
          .containsExactly(
              new ScalingAlarm(
                  "tagscaler/prod/inference-component/llama/wake",
                  Optional.of("tagscaler-wake"),
                  new Watching(
                      MetricSpec.Customized.of(
                          "AWS/SageMaker",
                          "NoCapacityInvocationFailures",
                          Map.of("InferenceComponentName", "llama"),
                          "Sum"),
                      Duration.ofMinutes(1),
                      1,
                      1,
                      1,
                      Comparison.AT_OR_ABOVE,
                      Missing.MISSING)));
    }

    @Test
    void adds_an_instance_when_an_async_endpoint_has_a_backlog_and_none() {
      var state = waking(Kind.ASYNC);

      assertThat(state.policies()).containsExactly(wake("Average", Duration.ofMinutes(5)));
      assertThat(state.alarms())
          .containsExactly(
              new ScalingAlarm(
                  "tagscaler/prod/endpoint/chat/variant/blue/wake",
                  Optional.of("tagscaler-wake"),
                  new Watching(
                      MetricSpec.Customized.of(
                          "AWS/SageMaker",
                          "HasBacklogWithoutCapacity",
                          Map.of("EndpointName", "chat"),
                          "Average"),
                      Duration.ofMinutes(1),
                      2,
                      2,
                      1,
                      Comparison.AT_OR_ABOVE,
                      Missing.MISSING)));
    }

    @ParameterizedTest
    @EnumSource(names = {"REAL_TIME", "SERVERLESS"})
    void has_no_meaning_elsewhere(Kind kind) {
      assertThat(waking(kind).policies()).isEmpty();
      assertThat(waking(kind).alarms()).isEmpty();
    }

    private static DesiredState waking(Kind kind) {
      return of(
          new DesiredPolicy(
              bounds(0, 4, TAG),
              Optional.empty(),
              List.of(),
              List.of(),
              List.of(),
              Sourced.builtIn(true),
              Sourced.builtIn(false),
              Adoption.NO),
          kind);
    }

    private static ScalingPolicy wake(String aggregation, Duration cooldown) {
      return new ScalingPolicy(
          "tagscaler-wake",
          new StepScaling(
              Adjustment.CHANGE_IN_CAPACITY,
              Optional.empty(),
              cooldown,
              aggregation,
              List.of(new StepAdjustment(Optional.of(0.0), Optional.empty(), 1))));
    }
  }

  @Nested
  class Steps {
    private final MetricSpec.Customized metric =
        MetricSpec.Customized.of(
            "AWS/SageMaker", "InvocationsPerInstance", Map.of("EndpointName", "chat"), "Sum");

    @Test
    void begin_at_the_alarms_threshold() {
      var state =
          stepping(
              metric,
              "1000",
              true,
              Adjust.PERCENT,
              StepEntry.Missing.NOT_BREACHING,
              rung("1000", "1500", 1),
              rung("1500", null, 3));

      assertThat(state.policies())
          .containsExactly(
              new ScalingPolicy(
                  "tagscaler-step-surge",
                  new StepScaling(
                      Adjustment.PERCENT_CHANGE_IN_CAPACITY,
                      Optional.of(2),
                      Duration.ofMinutes(3),
                      "Average",
                      List.of(
                          new StepAdjustment(Optional.of(0.0), Optional.of(500.0), 1),
                          new StepAdjustment(Optional.of(500.0), Optional.empty(), 3)))));
      assertThat(state.alarms())
          .containsExactly(
              new ScalingAlarm(
                  "tagscaler/prod/endpoint/chat/variant/blue/step-surge",
                  Optional.of("tagscaler-step-surge"),
                  new Watching(
                      metric,
                      Duration.ofMinutes(1),
                      2,
                      5,
                      1000,
                      Comparison.AT_OR_ABOVE,
                      Missing.NOT_BREACHING)));
    }

    @Test
    void fall_from_the_threshold_if_they_fall() {
      var state =
          stepping(
              metric,
              "0.3",
              false,
              Adjust.PERCENT,
              StepEntry.Missing.MISSING,
              rung(null, "0.1", -50),
              rung("0.1", "0.3", -10));

      assertThat(scaling(state).steps())
          .containsExactly(
              new StepAdjustment(Optional.empty(), Optional.of(-0.2), -50),
              new StepAdjustment(Optional.of(-0.2), Optional.of(0.0), -10));
      assertThat(watching(state).comparison()).isEqualTo(Comparison.AT_OR_BELOW);
      assertThat(watching(state).threshold()).isEqualTo(0.3);
    }

    @ParameterizedTest
    @CsvSource({
      "Average, Average",
      "Maximum, Maximum",
      "Minimum, Minimum",
      "Sum, Average",
      "SampleCount, Average",
      "p99, Average"
    })
    void are_summed_up_as_their_alarm_is_as_far_as_aws_can(String statistic, String aggregation) {
      var state =
          stepping(
              MetricSpec.Customized.of("N", "M", Map.of(), statistic),
              "1",
              true,
              Adjust.CHANGE,
              StepEntry.Missing.MISSING,
              rung("1", null, 1));

      assertThat(scaling(state).aggregation()).isEqualTo(aggregation);
    }

    @Test
    void of_a_calculation_are_averaged() {
      var state =
          stepping(
              new MetricSpec.Calculated(List.of()),
              "1",
              true,
              Adjust.CHANGE,
              StepEntry.Missing.MISSING,
              rung("1", null, 1));

      assertThat(scaling(state).aggregation()).isEqualTo("Average");
    }

    @ParameterizedTest
    @CsvSource({
      "CHANGE, CHANGE_IN_CAPACITY",
      "PERCENT, PERCENT_CHANGE_IN_CAPACITY",
      "EXACT, EXACT_CAPACITY"
    })
    void change_capacity_as_stated(Adjust adjust, Adjustment adjustment) {
      var state =
          stepping(metric, "1", true, adjust, StepEntry.Missing.MISSING, rung("1", null, 1));

      assertThat(scaling(state).adjustment()).isEqualTo(adjustment);
    }

    @ParameterizedTest
    @CsvSource({
      "MISSING, MISSING",
      "NOT_BREACHING, NOT_BREACHING",
      "BREACHING, BREACHING",
      "IGNORE, IGNORE"
    })
    void take_missing_data_as_stated(StepEntry.Missing stated, Missing missing) {
      var state = stepping(metric, "1", true, Adjust.CHANGE, stated, rung("1", null, 1));

      assertThat(watching(state).missing()).isEqualTo(missing);
    }

    private static DesiredState stepping(
        MetricSpec metric,
        String threshold,
        boolean rising,
        Adjust adjust,
        StepEntry.Missing missing,
        CapacityStep... steps) {
      var entry =
          new StepEntry(
              "surge",
              new Measure.Custom(metric),
              Optional.empty(),
              Duration.ofMinutes(1),
              2,
              5,
              missing,
              adjust,
              adjust == Adjust.PERCENT ? Optional.of(2) : Optional.empty(),
              Duration.ofMinutes(3),
              List.of(steps));
      return of(
          new DesiredPolicy(
              bounds(1, 4, TAG),
              Optional.empty(),
              List.of(),
              List.of(),
              List.of(
                  new DesiredPolicy.Step(
                      "surge",
                      BUILT_IN,
                      metric,
                      new BigDecimal(threshold),
                      rising,
                      List.of(steps),
                      entry)),
              Sourced.builtIn(false),
              Sourced.builtIn(false),
              Adoption.NO),
          Kind.REAL_TIME);
    }

    private static CapacityStep rung(@Nullable String from, @Nullable String to, int by) {
      return new CapacityStep(
          Optional.ofNullable(from).map(BigDecimal::new),
          Optional.ofNullable(to).map(BigDecimal::new),
          by);
    }

    private static StepScaling scaling(DesiredState state) {
      return (StepScaling) state.policies().getFirst().definition();
    }

    private static Watching watching(DesiredState state) {
      return (Watching) state.alarms().getFirst().definition();
    }
  }

  @Nested
  class Actions {
    @Test
    void run_by_their_own_clock() {
      var state =
          acting(
              new DesiredPolicy.Action(
                  "closing", new When.Cron("0 6 28 * ? *"), BERLIN, bounds(4, 12, BUILT_IN)),
              new DesiredPolicy.Action(
                  "audit",
                  new When.At(LocalDateTime.parse("2026-08-10T12:00:01")),
                  BERLIN,
                  bounds(2, 3, BUILT_IN)));

      assertThat(state.scheduledActions(Optional.empty()))
          .containsExactly(
              new ScheduledAction(
                  "tagscaler-audit",
                  "at(2026-08-10T12:00:01)",
                  "Europe/Berlin",
                  Optional.of(2),
                  Optional.of(3),
                  false),
              new ScheduledAction(
                  "tagscaler-closing",
                  "cron(0 6 28 * ? *)",
                  "Europe/Berlin",
                  Optional.of(4),
                  Optional.of(12),
                  false));
      assertThat(state.passedActions(Optional.empty())).isEmpty();
    }

    @Test
    void pass_at_their_moment() {
      // Noon in Berlin is ten o'clock in UTC.
      var state =
          acting(
              new DesiredPolicy.Action(
                  "audit",
                  new When.At(LocalDateTime.parse("2026-08-10T12:00")),
                  BERLIN,
                  bounds(2, 3, BUILT_IN)));

      assertThat(state.scheduledActions(Optional.empty())).isEmpty();
      assertThat(state.passedActions(Optional.empty()))
          .extracting(ScheduledAction::schedule, ScheduledAction::zone)
          .containsExactly(tuple("at(2026-08-10T12:00:00)", "Europe/Berlin"));
    }

    @Test
    void set_the_max_instead_of_the_built_in_one() {
      var action =
          new DesiredPolicy.Action(
              "closing", new When.Cron("0 6 28 * ? *"), BERLIN, bounds(4, 12, TAG));

      assertThat(acting(BUILT_IN, action).inForce().maxSource()).isEqualTo(MaxSource.POLICY);
      assertThat(acting(BUILT_IN).inForce().maxSource()).isEqualTo(MaxSource.BUILT_IN);
      assertThat(acting(TAG, action).inForce().maxSource()).isEqualTo(MaxSource.TAG);
    }

    private static DesiredState acting(DesiredPolicy.Action... actions) {
      return acting(TAG, actions);
    }

    private static DesiredState acting(Origin ofMax, DesiredPolicy.Action... actions) {
      return of(
          new DesiredPolicy(
              bounds(1, 4, ofMax),
              Optional.empty(),
              List.of(actions),
              List.of(),
              List.of(),
              Sourced.builtIn(false),
              Sourced.builtIn(false),
              Adoption.KEEP),
          Kind.REAL_TIME);
    }
  }

  @Test
  void a_schedule_states_bounds_and_their_source_by_the_time_of_the_week() {
    var week =
        Targets.week("Mon-Fri 08:00-20:00 2-8 else 1-2", MaxSource.TAG)
            .map(limits ->
                bounds(
                    limits.bounds().min(),
                    limits.bounds().max(),
                    limits.bounds().max() == 8 ? TAG : BUILT_IN));
    var desired =
        new DesiredPolicy(
            bounds(1, 4, BUILT_IN),
            Optional.of(new DesiredPolicy.Schedule(TAG, week)),
            List.of(),
            List.of(),
            List.of(),
            Sourced.builtIn(false),
            Sourced.builtIn(false),
            Adoption.REPLACE);
    var day = of(desired, Kind.REAL_TIME);
    var night =
        DesiredState.of(
            desired, resource(Kind.REAL_TIME), "prod", MONDAY_TEN.plus(Duration.ofHours(12)));

    assertThat(day.inForce()).isEqualTo(new Limits(new Bounds(2, 8), MaxSource.TAG, false));
    assertThat(night.inForce()).isEqualTo(new Limits(new Bounds(1, 2), MaxSource.BUILT_IN, false));
    assertThat(day.base()).isEqualTo(new Limits(new Bounds(1, 4), MaxSource.BUILT_IN, false));
    assertThat(day.adoption()).isEqualTo(Adoption.REPLACE);
    assertThat(ConfigFingerprint.of(day, Optional.empty()))
        .isEqualTo(ConfigFingerprint.of(night, Optional.empty()));
  }

  static Stream<Origin> policies() {
    var place = new Place("_platform", 3, 5);
    return Stream.of(
        new Origin.Policy("llm", Optional.empty(), BUILT_IN),
        new Origin.CatalogValue(place, "policies.llm.max", "4"),
        new Origin.PlatformDefault(place),
        new Origin.Guardrail("max: 4", place),
        new Origin.StackSetting("TAGSCALER_DEFAULT_POLICY", "llm"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void whatever_is_neither_a_tag_nor_built_in_states_a_max_as_a_policy_does(Origin origin) {
    assertThat(Limits.of(bounds(1, 4, origin)).maxSource()).isEqualTo(MaxSource.POLICY);
    assertThat(Limits.of(bounds(1, 4, TAG)).maxSource()).isEqualTo(MaxSource.TAG);
    assertThat(Limits.of(bounds(1, 4, BUILT_IN)).maxSource()).isEqualTo(MaxSource.BUILT_IN);
  }

  private static SourcedBounds bounds(int min, int max, Origin ofMax) {
    return new SourcedBounds(Sourced.builtIn(min), new Sourced<>(max, ofMax));
  }

  private static DesiredState of(DesiredPolicy desired, Kind kind) {
    return DesiredState.of(desired, resource(kind), "prod", MONDAY_TEN);
  }

  private static ScalableResource resource(Kind kind) {
    var arn = "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/chat";
    var id = new EndpointVariant("chat", "blue");
    return switch (kind) {
      case REAL_TIME -> new InstanceVariant(id, false, arn, 2, List.of());
      case ASYNC -> new InstanceVariant(id, true, arn, 2, List.of());
      case SERVERLESS -> new ServerlessVariant(id, arn, 2, 20);
      case COMPONENT ->
          new HostedComponent(
              new InferenceComponent("llama"), arn, "chat", "blue", 2, Optional.empty());
    };
  }
}
