package io.github.tagscaler.command.simulate.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.resource.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Timelines that AWS, or somebody who measured them, published. */
class PublishedTimelinesTest {
  /** A question on re:Post shows the alarms of a policy: above 1500, and below 1350. */
  private static final String ALARMS_1500_1350 = "metric=invocations target=1500 min=1 max=4";

  @Test
  void alarms_1500_and_1350_leave_what_lies_between_alone() {
    assertThat(
            Scenario.of(Kind.REAL_TIME, ALARMS_1500_1350)
                .load(60, 2 * 1500)
                .load(120, 2 * 1350)
                .decisions(Pace.ONE_AT_A_TIME))
        .isEmpty();
  }

  @Test
  void alarm_1500_scales_out_after_three_of_three_points() {
    assertThat(
            Scenario.of(Kind.REAL_TIME, ALARMS_1500_1350)
                .load(10, 1500)
                .load(2, 1501)
                .load(10, 1500)
                .load(3, 1501)
                .load(5, 1500)
                .decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("26:00 SCALE_OUT 1-2");
  }

  @Test
  void alarm_1350_scales_in_after_fifteen_of_fifteen_points() {
    assertThat(
            Scenario.of(Kind.REAL_TIME, ALARMS_1500_1350)
                .load(1, 3000)
                .load(14, 1349)
                .load(1, 2700)
                .load(15, 1349)
                .load(5, 1349)
                .decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("32:00 SCALE_IN 2-1");
  }

  @Test
  void high_resolution_concurrency_scales_out_on_one_minute_above() {
    assertThat(
            Scenario.of(Kind.REAL_TIME, "policy=default max=8")
                .load(10, 5 * 60)
                .load(1, 12 * 60)
                .load(9, 5 * 60)
                .decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("12:00 SCALE_OUT 1-3");
  }

  /** AWS's blog on scaling to zero: 90 points of 10 seconds below, 15 minutes in all. */
  @Test
  void a_component_without_requests_is_at_zero_after_fifteen_minutes_and_the_publish_delay() {
    assertThat(
            Scenario.of(Kind.COMPONENT, "policy=default+scale-to-zero max=2")
                .load(10, 5 * 60)
                .load(30, 0)
                .decisions(Pace.STRAIGHT_TO_TARGET))
        .containsExactly("26:00 SCALE_IN 1-0");
  }

  @Test
  void waking_takes_the_five_minutes_of_the_blog_if_a_copy_starts_in_three() {
    assertThat(wokenAfter(Duration.ofMinutes(3))).isEqualTo(Duration.ofMinutes(5));
  }

  /** A public run, measured from the first failed request to the first answer. */
  @Test
  void waking_takes_the_9_minutes_24_of_a_field_run_if_a_copy_starts_in_7_24() {
    assertThat(wokenAfter(Duration.ofSeconds(7 * 60 + 24)))
        .isBetween(Duration.ofSeconds(9 * 60 + 20), Duration.ofSeconds(9 * 60 + 30));
  }

  @Test
  void the_usual_start_and_delay_lie_between_the_two_published_wakes() {
    var run =
        Scenario.of(Kind.COMPONENT, "policy=default+scale-to-zero max=2")
            .assuming(Assumptions.USUAL_START, Assumptions.USUAL_DELAY)
            .load(10, 0)
            .load(30, 60)
            .run(Pace.ONE_AT_A_TIME);
    assertThat(run.totals().overloaded()).isEqualTo(7.5).isBetween(5.0, 9.4);
  }

  /** How long requests fail at zero, with a minute from data point to decision. */
  private static Duration wokenAfter(Duration start) {
    var run =
        Scenario.of(Kind.COMPONENT, "policy=default+scale-to-zero max=2")
            .assuming(start, Duration.ofMinutes(1))
            .load(10, 0)
            .load(30, 60)
            .run(Pace.ONE_AT_A_TIME);
    assertThat(run.decisions())
        .extracting(ScalingDecision::action)
        .containsExactly(ScalingDecision.Action.WAKE);
    return Duration.ofSeconds(Math.round(run.totals().overloaded() * 60));
  }

  @Test
  void an_async_endpoint_at_zero_queues_and_wakes_on_two_points() {
    var scenario = Scenario.of(Kind.ASYNC, "policy=batch max=3").load(10, 0).load(5, 60).load(5, 0);
    assertThat(scenario.decisions(Pace.ONE_AT_A_TIME)).isEqualTo(List.of("13:00 WAKE 0-1"));
    assertThat(scenario.run(Pace.ONE_AT_A_TIME).totals().overloaded()).isZero();
  }
}
