package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is refused of a step scaling policy beyond the model (Application Auto Scaling API
 * reference, StepAdjustment; user guide, Step scaling policies, Quotas).
 */
final class StepScalingRules {

  private static final int MAX_STEPS = 20;

  private StepScalingRules() {}

  private record Step(Optional<BigDecimal> lower, Optional<BigDecimal> upper, int adjustment) {

    static Step of(JsonObject json) {
      return new Step(
          json.findDecimal("MetricIntervalLowerBound"),
          json.findDecimal("MetricIntervalUpperBound"),
          json.whole("ScalingAdjustment"));
    }
  }

  static void check(JsonObject configuration) {
    String adjustmentType =
        configuration
            .findText("AdjustmentType")
            .orElseThrow(() -> AwsFailure.validation("AdjustmentType is required."));
    List<Step> steps = configuration.objects("StepAdjustments").stream().map(Step::of).toList();
    if (steps.isEmpty()) {
      throw AwsFailure.validation("At least one StepAdjustment must be specified.");
    }
    if (steps.size() > MAX_STEPS) {
      throw AwsFailure.of(
          "LimitExceededException", "A step scaling policy has at most " + MAX_STEPS + " steps.");
    }
    if (adjustmentType.equals("ExactCapacity")
        && steps.stream().anyMatch(step -> step.adjustment() < 0)) {
      throw AwsFailure.validation("ScalingAdjustment cannot be negative with ExactCapacity.");
    }
    if (configuration.has("MinAdjustmentMagnitude")
        && !adjustmentType.equals("PercentChangeInCapacity")) {
      throw AwsFailure.validation(
          "MinAdjustmentMagnitude is only for the adjustment type PercentChangeInCapacity.");
    }
    if (configuration.findWhole("Cooldown").orElse(0) < 0) {
      throw AwsFailure.validation("Cooldown cannot be negative.");
    }
    checkBounds(steps);
    checkSeams(steps);
  }

  private static void checkBounds(List<Step> steps) {
    for (Step step : steps) {
      if (step.lower().isEmpty() && step.upper().isEmpty()) {
        throw AwsFailure.validation("A step cannot leave out both its bounds.");
      }
      if (step.lower().isPresent()
          && step.upper().isPresent()
          && step.lower().get().compareTo(step.upper().get()) >= 0) {
        throw AwsFailure.validation("The lower bound of a step must be below its upper bound.");
      }
    }
    if (steps.stream().filter(step -> step.lower().isEmpty()).count() > 1) {
      throw AwsFailure.validation("At most one step can have no lower bound.");
    }
    if (steps.stream().filter(step -> step.upper().isEmpty()).count() > 1) {
      throw AwsFailure.validation("At most one step can have no upper bound.");
    }
    boolean below = steps.stream().anyMatch(step -> signum(step.lower()) < 0);
    if (below && steps.stream().noneMatch(step -> step.lower().isEmpty())) {
      throw AwsFailure.validation(
          "With a negative lower bound there must be a step without a lower bound.");
    }
    boolean above = steps.stream().anyMatch(step -> signum(step.upper()) > 0);
    if (above && steps.stream().noneMatch(step -> step.upper().isEmpty())) {
      throw AwsFailure.validation(
          "With a positive upper bound there must be a step without an upper bound.");
    }
  }

  private static int signum(Optional<BigDecimal> bound) {
    return bound.map(BigDecimal::signum).orElse(0);
  }

  /** Sorted by where they begin, each step begins where the one before ends. */
  private static void checkSeams(List<Step> steps) {
    Comparator<Optional<BigDecimal>> openFirst =
        Comparator.comparing((Optional<BigDecimal> bound) -> bound.isPresent())
            .thenComparing(bound -> bound.orElse(BigDecimal.ZERO));
    List<Step> sorted =
        steps.stream().sorted(Comparator.comparing(Step::lower, openFirst)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      Optional<BigDecimal> end = sorted.get(i - 1).upper();
      BigDecimal begin = sorted.get(i).lower().orElseThrow();
      if (end.isEmpty() || end.get().compareTo(begin) > 0) {
        throw AwsFailure.validation("Step adjustments cannot overlap.");
      }
      if (end.get().compareTo(begin) < 0) {
        throw AwsFailure.validation("There cannot be a gap between step adjustments.");
      }
    }
  }
}
