package io.github.tagscaler.standin.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Application Auto Scaling user guide, Step scaling policies. */
class StepAdjustmentsTest {

  private static StepAdjustments policy(String members) {
    return new StepAdjustments(JsonReader.object(("{" + members + "}").replace('\'', '"')));
  }

  private static final StepAdjustments BOTH_WAYS =
      policy(
          "'StepAdjustments': ["
              + "{'MetricIntervalUpperBound': -10, 'ScalingAdjustment': -2},"
              + "{'MetricIntervalLowerBound': -10, 'MetricIntervalUpperBound': 0, 'ScalingAdjustment': -1},"
              + "{'MetricIntervalLowerBound': 0, 'MetricIntervalUpperBound': 10, 'ScalingAdjustment': 1},"
              + "{'MetricIntervalLowerBound': 10, 'ScalingAdjustment': 2}]");

  @ParameterizedTest
  @CsvSource({
    "0, true, 1",
    "9.9, true, 1",
    "10, true, 2",
    "1000, true, 2",
    "0, false, -1",
    "-9.9, false, -1",
    "-10, false, -2",
    "-11, false, -2"
  })
  void the_lower_bound_belongs_to_a_step_above_the_threshold_and_the_upper_one_below_it(
      double breach, boolean above, int adjustment) {
    assertThat(BOTH_WAYS.adjustment(breach, above)).contains(adjustment);
  }

  @Test
  void what_no_step_covers_has_no_adjustment() {
    StepAdjustments upOnly =
        policy("'StepAdjustments': [{'MetricIntervalLowerBound': 0, 'ScalingAdjustment': 1}]");

    assertThat(upOnly.adjustment(-1, true)).isEmpty();
    assertThat(upOnly.adjustment(0, true)).contains(1);
  }

  /** User guide: 6.7 becomes 6, 0.67 becomes 1, -0.67 becomes -1, -6.7 becomes -6. */
  @ParameterizedTest
  @CsvSource({
    "10, 67, 16",
    "1, 67, 2",
    "1, -67, 0",
    "10, -67, 4",
    "10, 50, 15",
    "10, 25, 12",
    "10, -100, 0",
    "10, -200, 0",
    "0, 50, 0",
    "10, 0, 10"
  })
  void percents_are_rounded_towards_zero_but_never_to_it(int capacity, int percent, int adjusted) {
    assertThat(policy("'AdjustmentType': 'PercentChangeInCapacity'").adjusted(capacity, percent))
        .isEqualTo(adjusted);
  }

  @ParameterizedTest
  @CsvSource({"4, 25, 6", "40, 25, 50", "4, -25, 2", "4, 0, 4"})
  void percents_change_by_the_least_magnitude_at_least(int capacity, int percent, int adjusted) {
    assertThat(
            policy("'AdjustmentType': 'PercentChangeInCapacity', 'MinAdjustmentMagnitude': 2")
                .adjusted(capacity, percent))
        .isEqualTo(adjusted);
  }

  @Test
  void a_change_is_added_and_an_exact_capacity_is_taken_as_it_is() {
    assertThat(policy("'AdjustmentType': 'ChangeInCapacity'").adjusted(4, -1)).isEqualTo(3);
    assertThat(policy("'AdjustmentType': 'ChangeInCapacity'").adjusted(1, -3)).isZero();
    assertThat(policy("'AdjustmentType': 'ExactCapacity'").adjusted(4, 7)).isEqualTo(7);
  }
}
