package io.github.tagscaler.command.simulate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tagscaler.resource.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Step scaling, and bounds that change by {@code actions}. */
class StepScalingTest {
  private static final String OUT = "steps: [ { from: 10, to: 20, by: %d }, { from: 20, by: %d } ]";
  private static final String IN = "steps: [ { to: 2, by: %d }, { from: 2, to: 5, by: %d } ]";

  /** A policy with that one entry. */
  private static Scenario with(String entry) {
    return Scenario.of(Kind.REAL_TIME, "policy=mine max=20")
        .with("  mine:\n    track: []\n    step:\n      - { name: s, %s }\n".formatted(entry));
  }

  private static StepRule rule(String entry) {
    return with(entry).policy().steps().getFirst();
  }

  @ParameterizedTest
  @CsvSource({"9.9, false, 4", "10, true, 5", "19.9, true, 5", "20, true, 7", "500, true, 7"})
  void a_step_that_scales_out_begins_at_its_lower_end(double value, boolean acts, int wanted) {
    var rule = rule("metric: concurrency, " + OUT.formatted(1, 3));
    assertThat(rule.breaches(value)).isEqualTo(acts);
    assertThat(rule.wanted(value, 4)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({"5.1, false, 4", "5, true, 3", "2.1, true, 3", "2, true, 1", "0, true, 1"})
  void a_step_that_scales_in_begins_at_its_upper_end(double value, boolean acts, int wanted) {
    var rule = rule("metric: concurrency, " + IN.formatted(-3, -1));
    assertThat(rule.breaches(value)).isEqualTo(acts);
    assertThat(rule.wanted(value, 4)).isEqualTo(wanted);
  }

  @Test
  void no_step_removes_more_than_all() {
    assertThat(rule("metric: concurrency, " + IN.formatted(-9, -1)).wanted(0, 4)).isZero();
  }

  @Test
  void an_exact_step_sets_the_capacity() {
    var rule = rule("metric: concurrency, adjust: exact, " + OUT.formatted(6, 9));
    assertThat(rule.wanted(10, 4)).isEqualTo(6);
    assertThat(rule.wanted(20, 1)).isEqualTo(9);
  }

  /** As AWS rounds: toward zero, but at least by one. */
  @ParameterizedTest
  @CsvSource({"10, 11", "19, 20", "25, 27", "4, 5", "0, 0"})
  void ten_percent_are_at_least_one(int capacity, int wanted) {
    assertThat(
            rule("metric: concurrency, adjust: percent, " + OUT.formatted(10, 50))
                .wanted(10, capacity))
        .isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({"10, 13", "40, 44", "30, 33"})
  void a_percentage_changes_at_least_by_min_change(int capacity, int wanted) {
    assertThat(
            rule("metric: concurrency, adjust: percent, min-change: 3, " + OUT.formatted(10, 50))
                .wanted(10, capacity))
        .isEqualTo(wanted);
  }

  @Test
  void a_percentage_removes_at_least_min_change_too() {
    assertThat(
            rule("metric: concurrency, adjust: percent, min-change: 3, " + IN.formatted(-50, -10))
                .wanted(5, 10))
        .isEqualTo(7);
  }

  /** Forty at a time are ten for each of four units, so they ask for another one; five do not. */
  @Test
  void it_scales_out_again_after_its_cooldown_if_it_is_still_in_alarm() {
    assertThat(
            with("metric: concurrency, cooldown: 10m, " + OUT.formatted(1, 3))
                .assuming(Duration.ofMinutes(1), Duration.ofMinutes(1))
                .load(5, 5 * 60)
                .load(40, 40 * 60)
                .decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("7:00 SCALE_OUT 1-4", "18:00 SCALE_OUT 4-5");
  }

  @Test
  void it_scales_in_to_min_with_its_cooldown_between() {
    assertThat(
            Scenario.of(Kind.REAL_TIME, "policy=mine min=2 max=9")
                .with(
                    """
                      mine:
                        track: []
                        step:
                          - { name: calm, metric: concurrency, cooldown: 10m, steps: [ { to: 3, by: -2 } ] }
                    """)
                .load(5, 60 * 60)
                .load(50, 2 * 60)
                .decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("7:00 SCALE_IN 6-4", "17:00 SCALE_IN 4-2");
  }

  @Test
  void it_acts_once_enough_points_of_the_last_ones_are_beyond() {
    assertThat(
            with("metric: concurrency, periods: 2, of: 3, " + OUT.formatted(1, 3))
                .load(5, 60)
                .load(1, 11 * 60)
                .load(1, 60)
                .load(1, 11 * 60)
                .load(5, 60)
                .decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("9:00 SCALE_OUT 1-2");
  }

  /** Invocations are counted by AWS, one value for each: Sum for each unit, SampleCount for all. */
  @ParameterizedTest
  @CsvSource({
    "statistic: Sum, 300, 7:00 SCALE_OUT 2-3",
    "statistic: SampleCount, 600, 7:00 SCALE_OUT 2-3",
  })
  void invocations_are_counted_as_the_statistic_says(
      String statistic, int threshold, String decision) {
    var entry =
        "metric: invocations, %s, steps: [ { from: %d, by: 1 } ]".formatted(statistic, threshold);
    var scenario =
        Scenario.of(Kind.REAL_TIME, "policy=mine min=2 max=3")
            .with("  mine:\n    track: []\n    step:\n      - { name: s, %s }\n".formatted(entry));
    assertThat(scenario.load(5, threshold - 1).load(5, 0).decisions(Pace.ONE_AT_A_TIME)).isEmpty();
    assertThat(scenario.load(5, 599).load(5, 600).decisions(Pace.ONE_AT_A_TIME))
        .containsExactly(decision);
  }

  @Test
  void actions_change_the_bounds_at_their_minute() {
    var run =
        Scenario.of(Kind.REAL_TIME, "policy=mine")
            .with(
                """
                  mine:
                    min: 1
                    max: 4
                    metric: concurrency
                    actions:
                      - { name: opening, at: "2026-01-05 01:30", timezone: Europe/Berlin, min: 3, max: 5 }
                      - { name: closing, cron: "0 1 * * ? *", timezone: UTC, min: 2, max: 2 }
                """)
            .load(70, 60)
            .run(Pace.ONE_AT_A_TIME);
    assertThat(run.decisions())
        .extracting(ScalingDecision::from, ScalingDecision::to, ScalingDecision::reason)
        .containsExactly(
            tuple(1, 3, "action opening sets 3-5"), tuple(3, 2, "action closing sets 2-2"));
    assertThat(run.minutes().get(29).max()).isEqualTo(4);
    assertThat(run.minutes().get(30).max()).isEqualTo(5);
    assertThat(run.minutes().get(60).max()).isEqualTo(2);
  }
}
