package io.github.tagscaler.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.MetricSpec.Query.Source;
import io.github.tagscaler.scaling.ScalingAlarm.Comparison;
import io.github.tagscaler.scaling.ScalingAlarm.Missing;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy.Adjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepAdjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalFormTest {
  private static final MetricSpec CPU = metric("Cpu", Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "0.7, 0.7, true",
    // What a float makes of it.
    "0.7, 0.699999988079071, true",
    "-0.0, 0.0, true",
    "0.7, 0.71, false",
    "70, 71, false",
  })
  void numbers_have_the_precision_of_a_float(double a, double b, boolean same) {
    assertThat(CanonicalForm.same(tracking(CPU, a), tracking(CPU, b))).isEqualTo(same);
    assertThat(CanonicalForm.same(steps(step(a, 9, 1)), steps(step(b, 9, 1)))).isEqualTo(same);
    assertThat(CanonicalForm.same(alarm(CPU, a), alarm(CPU, b))).isEqualTo(same);
  }

  @Test
  void steps_have_no_order() {
    assertThat(
            CanonicalForm.same(
                steps(step(0, 5, 1), step(5, 9, 2)), steps(step(5, 9, 2), step(0, 5, 1))))
        .isTrue();
    assertThat(
            CanonicalForm.same(
                steps(step(0, 5, 1), step(5, 9, 2)), steps(step(0, 5, 2), step(5, 9, 1))))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "CHANGE_IN_CAPACITY, true",
    "EXACT_CAPACITY, true",
    "PERCENT_CHANGE_IN_CAPACITY, false",
  })
  void a_least_change_belongs_to_percentages(Adjustment adjustment, boolean same) {
    assertThat(
            CanonicalForm.same(
                steps(adjustment, Optional.of(1)), steps(adjustment, Optional.empty())))
        .isEqualTo(same);
  }

  @Test
  void parts_of_a_calculation_have_no_order() {
    var one = query("m1", Optional.empty());
    var two = query("m2", Optional.empty());

    assertThat(same(calculated(one, two), calculated(two, one))).isTrue();
    assertThat(same(calculated(one, two), calculated(one))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"m1, true", "m2, false"})
  void a_label_is_the_id_by_default(String label, boolean same) {
    assertThat(
            same(
                calculated(query("m1", Optional.of(label))),
                calculated(query("m1", Optional.empty()))))
        .isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({"None, true", "Percent, false"})
  void a_unit_may_be_filled_in(String unit, boolean same) {
    assertThat(same(metric("Cpu", Optional.of(unit)), CPU)).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Kiev, Europe/Kyiv, true",
    "Asia/Calcutta, Asia/Kolkata, true",
    "UTC, Etc/UTC, true",
    "Europe/Berlin, Europe/London, false",
    "Europe/Berlin, Mars/Olympus, false",
    "Mars/Olympus, Mars/Olympus, true",
  })
  void a_zone_has_several_names(String a, String b, boolean same) {
    assertThat(CanonicalForm.same(action(a, 1), action(b, 1))).isEqualTo(same);
  }

  @Test
  void what_acts_on_something_else_is_not_the_same() {
    assertThat(CanonicalForm.same(tracking(CPU, 1), tracking(metric("Gpu", Optional.empty()), 1)))
        .isFalse();
    assertThat(CanonicalForm.same(action("UTC", 1), action("UTC", 2))).isFalse();
    assertThat(
            CanonicalForm.same(
                alarm(CPU, 1), new ScalingAlarm("a", Optional.empty(), alarm(CPU, 1).definition())))
        .isFalse();
  }

  /** In a policy and in an alarm. */
  private static boolean same(MetricSpec a, MetricSpec b) {
    boolean same = CanonicalForm.same(a, b);
    assertThat(CanonicalForm.same(tracking(a, 1), tracking(b, 1))).isEqualTo(same);
    assertThat(CanonicalForm.same(alarm(a, 1), alarm(b, 1))).isEqualTo(same);
    return same;
  }

  private static ScalingPolicy tracking(MetricSpec metric, double target) {
    return new ScalingPolicy(
        "p",
        new TargetTracking(metric, target, Duration.ofMinutes(5), Duration.ofMinutes(1), true));
  }

  private static ScalingPolicy steps(StepAdjustment... steps) {
    return new ScalingPolicy(
        "p",
        new StepScaling(
            Adjustment.CHANGE_IN_CAPACITY,
            Optional.empty(),
            Duration.ofMinutes(5),
            "Average",
            List.of(steps)));
  }

  private static ScalingPolicy steps(Adjustment adjustment, Optional<Integer> leastChange) {
    return new ScalingPolicy(
        "p", new StepScaling(adjustment, leastChange, Duration.ofMinutes(5), "Average", List.of()));
  }

  private static StepAdjustment step(double lower, double upper, int by) {
    return new StepAdjustment(Optional.of(lower), Optional.of(upper), by);
  }

  private static ScalingAlarm alarm(MetricSpec metric, double threshold) {
    return new ScalingAlarm(
        "a",
        Optional.of("p"),
        new Watching(
            metric,
            Duration.ofMinutes(1),
            1,
            1,
            threshold,
            Comparison.AT_OR_ABOVE,
            Missing.MISSING));
  }

  private static ScheduledAction action(String zone, int min) {
    return new ScheduledAction(
        "s", "cron(0 8 ? * MON-FRI *)", zone, Optional.of(min), Optional.of(4), false);
  }

  private static Customized metric(String name, Optional<String> unit) {
    return new Customized("n", name, new TreeMap<>(Map.of("d", "v")), "Average", unit);
  }

  private static Calculated calculated(Query... queries) {
    return new Calculated(List.of(queries));
  }

  private static Query query(String id, Optional<String> label) {
    return new Query(id, new Source.Stat(metric("Cpu", Optional.empty())), label, false);
  }
}
