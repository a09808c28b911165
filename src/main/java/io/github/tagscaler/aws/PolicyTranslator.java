package io.github.tagscaler.aws;

import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.Adjustment;
import io.github.tagscaler.scaling.ScalingPolicy.Definition;
import io.github.tagscaler.scaling.ScalingPolicy.Other;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.StepAdjustment;
import software.amazon.awssdk.services.applicationautoscaling.model.StepScalingPolicyConfiguration;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/** Translates scaling policies between Application Auto Scaling's model and Tagscaler's. */
final class PolicyTranslator {

  /**
   * The default cooldown of Application Auto Scaling, in all three dimensions of SageMaker (its
   * user guide, "target tracking: cooldown period"; API reference, StepScalingPolicyConfiguration).
   */
  private static final Duration DEFAULT_COOLDOWN = Duration.ofMinutes(5);

  /** The default aggregation of a step scaling policy (API reference, likewise). */
  private static final String DEFAULT_AGGREGATION = "Average";

  /**
   * Ascending, as Tagscaler writes them: AWS does not document the order in which it returns them.
   */
  private static final Comparator<ScalingPolicy.StepAdjustment> ASCENDING =
      Comparator.comparing(step -> step.lower().orElse(Double.NEGATIVE_INFINITY));

  private PolicyTranslator() {}

  /**
   * A policy in Tagscaler's model; it is {@link Other} if it has anything that Tagscaler never
   * writes.
   */
  static ScalingPolicy read(
      software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy policy) {
    return new ScalingPolicy(
        Required.member(policy.policyName(), "PolicyName"),
        Optional.ofNullable(policy.targetTrackingScalingPolicyConfiguration())
            .flatMap(PolicyTranslator::tracking)
            .or(() ->
                Optional.ofNullable(policy.stepScalingPolicyConfiguration())
                    .flatMap(PolicyTranslator::steps))
            .orElseGet(
                () -> new Other(Required.member(policy.policyTypeAsString(), "PolicyType"))));
  }

  private static Optional<Definition> tracking(TargetTrackingScalingPolicyConfiguration config) {
    if (config.targetValue() == null) {
      return Optional.empty();
    }
    return TrackedMetric.read(config)
        .map(metric ->
            new TargetTracking(
                metric,
                config.targetValue(),
                cooldown(config.scaleInCooldown()),
                cooldown(config.scaleOutCooldown()),
                !Boolean.TRUE.equals(config.disableScaleIn())));
  }

  private static Optional<Definition> steps(StepScalingPolicyConfiguration config) {
    return Stream.of(Adjustment.values())
        .filter(known -> known.wire().equals(config.adjustmentTypeAsString()))
        .findFirst()
        .map(adjustment ->
            new StepScaling(
                adjustment,
                Optional.ofNullable(config.minAdjustmentMagnitude()),
                cooldown(config.cooldown()),
                Objects.requireNonNullElse(
                    config.metricAggregationTypeAsString(), DEFAULT_AGGREGATION),
                config.stepAdjustments().stream()
                    .map(PolicyTranslator::step)
                    .sorted(ASCENDING)
                    .toList()));
  }

  private static ScalingPolicy.StepAdjustment step(StepAdjustment step) {
    return new ScalingPolicy.StepAdjustment(
        Optional.ofNullable(step.metricIntervalLowerBound()),
        Optional.ofNullable(step.metricIntervalUpperBound()),
        Required.member(step.scalingAdjustment(), "ScalingAdjustment"));
  }

  private static Duration cooldown(@Nullable Integer seconds) {
    return seconds == null ? DEFAULT_COOLDOWN : Duration.ofSeconds(seconds);
  }

  /** The request for a target tracking policy. */
  static TargetTrackingScalingPolicyConfiguration write(TargetTracking tracking) {
    return TargetTrackingScalingPolicyConfiguration.builder()
        .targetValue(tracking.targetValue())
        .scaleInCooldown(seconds(tracking.scaleInCooldown()))
        .scaleOutCooldown(seconds(tracking.scaleOutCooldown()))
        .disableScaleIn(!tracking.scaleIn())
        .applyMutation(config -> TrackedMetric.write(tracking.metric(), config))
        .build();
  }

  /** The request for a step scaling policy. */
  static StepScalingPolicyConfiguration write(StepScaling scaling) {
    return StepScalingPolicyConfiguration.builder()
        .adjustmentType(scaling.adjustment().wire())
        .minAdjustmentMagnitude(scaling.minMagnitude().orElse(null))
        .cooldown(seconds(scaling.cooldown()))
        .metricAggregationType(scaling.aggregation())
        .stepAdjustments(scaling.steps().stream().map(PolicyTranslator::step).toList())
        .build();
  }

  private static StepAdjustment step(ScalingPolicy.StepAdjustment step) {
    return StepAdjustment.builder()
        .metricIntervalLowerBound(step.lower().orElse(null))
        .metricIntervalUpperBound(step.upper().orElse(null))
        .scalingAdjustment(step.by())
        .build();
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.toSeconds());
  }
}
