package io.github.tagscaler.command.simulate.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.resource.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatorTest {
  @Test
  void new_capacity_serves_only_after_its_start_and_nothing_is_decided_until_then() {
    var run =
        Scenario.of(Kind.REAL_TIME, "policy=default max=8")
            .load(10, 5 * 60)
            .load(10, 20 * 60)
            .run(Pace.ONE_AT_A_TIME);
    assertThat(run.decisions()).hasSize(1);
    assertThat(run.decisions().getFirst().reason())
        .isEqualTo("concurrency 20 > target 5 (1 point of 1 minute): 1 × 20 / 5 asks for 4");
    assertThat(run.minutes().get(16).running()).isEqualTo(1);
    assertThat(run.minutes().get(16).launching()).isEqualTo(3);
    assertThat(run.minutes().get(17).running()).isEqualTo(4);
    assertThat(run.totals().overloaded()).isEqualTo(7.0);
  }

  @Test
  void a_larger_scale_out_goes_ahead_in_the_cooldown_and_what_was_added_counts() {
    var scenario =
        Scenario.of(Kind.REAL_TIME, "policy=default max=20 scale-out-cooldown=10m")
            .load(10, 5 * 60)
            .load(7, 20 * 60)
            .load(10, 40 * 60);
    assertThat(scenario.decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("12:00 SCALE_OUT 1-4", "19:00 SCALE_OUT 4-8");
  }

  /** So the page and the picture say. */
  @Test
  void the_scale_out_cooldown_of_a_tracked_metric_changes_nothing() {
    var load =
        Scenario.of(Kind.REAL_TIME, "policy=default max=20").load(10, 5 * 60).load(9, 20 * 60);
    assertThat(load.load(30, 55 * 60).tagged("scale-out-cooldown=1h").decisions(Pace.ONE_AT_A_TIME))
        .isEqualTo(
            load.load(30, 55 * 60).tagged("scale-out-cooldown=0s").decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("12:00 SCALE_OUT 1-4", "21:00 SCALE_OUT 4-11");
  }

  @Test
  void the_scale_in_cooldown_separates_steps_of_one() {
    assertThat(
            Scenario.of(Kind.REAL_TIME, "policy=default max=8 scale-in-cooldown=10m")
                .load(1, 4 * 5 * 60)
                .load(60, 60)
                .decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("17:00 SCALE_IN 4-3", "27:00 SCALE_IN 3-2", "37:00 SCALE_IN 2-1");
  }

  @Test
  void the_other_end_of_the_pace_goes_straight_to_the_target() {
    assertThat(
            Scenario.of(Kind.REAL_TIME, "policy=default max=8 scale-in-cooldown=10m")
                .load(1, 4 * 5 * 60)
                .load(60, 60)
                .decisions(Pace.STRAIGHT_TO_TARGET))
        .containsExactly("17:00 SCALE_IN 4-1");
  }

  @Test
  void nothing_is_removed_if_one_less_would_be_above_the_target_again() {
    assertThat(
            Scenario.of(Kind.REAL_TIME, "policy=default max=8")
                .load(1, 10 * 60)
                .load(60, 8 * 60)
                .decisions(Pace.ONE_AT_A_TIME))
        .isEmpty();
  }

  @Test
  void scale_in_off_removes_nothing() {
    assertThat(
            Scenario.of(Kind.REAL_TIME, "policy=default max=8 scale-in=off")
                .load(1, 20 * 60)
                .load(60, 0)
                .decisions(Pace.STRAIGHT_TO_TARGET))
        .isEmpty();
  }

  @Test
  void at_max_is_reported_once() {
    assertThat(
            Scenario.of(Kind.REAL_TIME, "policy=default max=2")
                .load(5, 5 * 60)
                .load(30, 60 * 60)
                .decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("7:00 SCALE_OUT 1-2", "12:00 AT_MAX 2-2");
  }

  @Test
  void a_schedule_moves_capacity_at_once() {
    assertThat(
            Scenario.of(
                    Kind.REAL_TIME, "schedule=Daily 01:00-02:00 3-8 else 1-2 scale-in-cooldown=1h")
                .load(180, 60)
                .decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("60:00 SCHEDULE 1-3", "120:00 SCHEDULE 3-2");
  }

  @Test
  void several_tracks_scale_out_if_one_asks_and_in_only_if_all_agree() {
    var both =
        Scenario.of(Kind.REAL_TIME, "policy=both max=9")
            .with(
                """
                  both:
                    track:
                      - { metric: concurrency, target: 5 }
                      - { metric: invocations, target: 100 }
                """);
    assertThat(both.load(5, 90).load(10, 180).decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("9:00 SCALE_OUT 1-2");
    assertThat(both.load(60, 180).decisions(Pace.STRAIGHT_TO_TARGET)).isEmpty();
  }

  @Test
  void steps_follow_their_alarm_and_their_cooldown() {
    assertThat(
            Scenario.of(Kind.REAL_TIME, "policy=burst max=9")
                .with(
                    """
                      burst:
                        track: []
                        step:
                          - { name: surge, metric: invocations, statistic: Sum, periods: 2, cooldown: 5m,
                              steps: [ { from: 1000, to: 1500, by: 1 }, { from: 1500, by: 3 } ] }
                    """)
                .assuming(Duration.ofMinutes(2), Duration.ofMinutes(1))
                .load(5, 500)
                .load(10, 1600)
                .decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("8:00 SCALE_OUT 1-4");
  }

  /** Ten requests a second are 100 % here; there is no more than that. */
  @Test
  void cpu_is_busy_as_the_share_of_what_a_unit_sustains() {
    var scenario =
        Scenario.of(Kind.REAL_TIME, "metric=cpu target=60 max=5")
            .load(20, 4 * 60)
            .load(20, 15 * 60);
    var run = scenario.run(Pace.ONE_AT_A_TIME);
    assertThat(run.minutes().get(0).metrics()).containsExactly(40.0);
    assertThat(run.minutes().get(20).metrics()).containsExactly(100.0);
    assertThat(run.minutes().get(20).needed()).isEqualTo(2.5);
    assertThat(run.decisions().getFirst().reason())
        .isEqualTo("cpu 100 > target 60 (3 of 3 points of 1 minute): 1 × 100 / 60 asks for 2");
    assertThat(scenario.decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("24:00 SCALE_OUT 1-2", "31:00 SCALE_OUT 2-3");
  }

  @Test
  void gpu_is_removed_after_fifteen_points_below_nine_tenths() {
    var scenario =
        Scenario.of(Kind.REAL_TIME, "metric=gpu target=50 max=5")
            .on("ml.g5.xlarge")
            .load(1, 20 * 60)
            .load(40, 5 * 60);
    var run = scenario.run(Pace.STRAIGHT_TO_TARGET);
    assertThat(run.minutes().get(0).metrics()).containsExactly(50.0);
    assertThat(run.decisions().getFirst().reason())
        .isEqualTo("gpu 12.5 < 45, 90 % of target 50, for 15 minutes");
    assertThat(scenario.decisions(Pace.STRAIGHT_TO_TARGET)).containsExactly("17:00 SCALE_IN 4-1");
  }

  @Test
  void utilization_is_the_used_share_of_provisioned_concurrency() {
    var scenario =
        Scenario.of(Kind.SERVERLESS, "metric=utilization target=70 min=1 max=6")
            .load(10, 60)
            .load(20, 3 * 60);
    var run = scenario.run(Pace.ONE_AT_A_TIME);
    assertThat(run.minutes().get(0).metrics()).containsExactly(50.0);
    assertThat(scenario.decisions(Pace.ONE_AT_A_TIME))
        .containsExactly("14:00 SCALE_OUT 2-3", "21:00 SCALE_OUT 3-5");
  }

  @Test
  void a_custom_metric_is_not_simulated_and_named() {
    var policy =
        Scenario.of(Kind.REAL_TIME, "policy=mine")
            .with(
                """
                  mine:
                    track:
                      - { name: kv-cache, target: 80, custom: { Namespace: App, MetricName: Kv, Statistic: Average, Dimensions: [] } }
                """)
            .policy();
    assertThat(policy.ignored()).containsExactly("kv-cache");
    assertThat(policy.followsRequests()).isFalse();
  }

  @Test
  void the_same_input_gives_the_same_run() {
    var scenario = Scenario.of(Kind.REAL_TIME, "policy=llm max=8").load(50, 1234).load(50, 77);
    assertThat(scenario.run(Pace.ONE_AT_A_TIME)).isEqualTo(scenario.run(Pace.ONE_AT_A_TIME));
  }
}
