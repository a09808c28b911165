package io.github.tagscaler.aws;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.Definition;
import io.github.tagscaler.scaling.ScalingPolicy.Other;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.CustomizedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/** Translates scaling policies between Application Auto Scaling's model and ours. */
final class PolicyTranslator {

  /**
   * What Application Auto Scaling waits where a policy does not say, in all three of SageMaker's
   * dimensions (its user guide, "target tracking: cooldown period").
   */
  private static final Duration DEFAULT_COOLDOWN = Duration.ofMinutes(5);

  private PolicyTranslator() {}

  /** A policy as we know it; what we would not write ourselves, word by word, is {@link Other}. */
  static ScalingPolicy read(
      software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy policy) {
    return new ScalingPolicy(
        policy.policyName(),
        Optional.ofNullable(policy.targetTrackingScalingPolicyConfiguration())
            .flatMap(PolicyTranslator::tracking)
            .orElseGet(() -> new Other(policy.policyTypeAsString())));
  }

  private static Optional<Definition> tracking(TargetTrackingScalingPolicyConfiguration config) {
    if (config.targetValue() == null) {
      return Optional.empty();
    }
    return metric(config)
        .map(metric ->
            new TargetTracking(
                metric,
                config.targetValue(),
                cooldown(config.scaleInCooldown()),
                cooldown(config.scaleOutCooldown()),
                !Boolean.TRUE.equals(config.disableScaleIn())));
  }

  private static Optional<MetricSpec> metric(TargetTrackingScalingPolicyConfiguration config) {
    if (config.customizedMetricSpecification() != null) {
      return customized(config.customizedMetricSpecification());
    }
    // A label belongs to a load balancer's metric.
    return Optional.ofNullable(config.predefinedMetricSpecification())
        .filter(predefined -> predefined.resourceLabel() == null)
        .map(predefined -> new MetricSpec.Predefined(predefined.predefinedMetricTypeAsString()));
  }

  private static Optional<MetricSpec> customized(CustomizedMetricSpecification metric) {
    if (metric.hasMetrics()
        || metric.unit() != null
        || metric.namespace() == null
        || metric.metricName() == null
        || metric.statistic() == null) {
      return Optional.empty();
    }
    var dimensions = new TreeMap<String, String>();
    for (var dimension : metric.dimensions()) {
      if (dimensions.put(dimension.name(), dimension.value()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new MetricSpec.Customized(
            metric.namespace(),
            metric.metricName(),
            dimensions,
            metric.statisticAsString(),
            Optional.empty()));
  }

  private static Duration cooldown(@Nullable Integer seconds) {
    return seconds == null ? DEFAULT_COOLDOWN : Duration.ofSeconds(seconds);
  }

  /** What to send for a target tracking policy. */
  static TargetTrackingScalingPolicyConfiguration write(TargetTracking tracking) {
    var config =
        TargetTrackingScalingPolicyConfiguration.builder()
            .targetValue(tracking.targetValue())
            .scaleInCooldown(seconds(tracking.scaleInCooldown()))
            .scaleOutCooldown(seconds(tracking.scaleOutCooldown()))
            .disableScaleIn(!tracking.scaleIn());
    return switch (tracking.metric()) {
      case MetricSpec.Predefined(var type) ->
          config
              .predefinedMetricSpecification(
                  PredefinedMetricSpecification.builder().predefinedMetricType(type).build())
              .build();
      case MetricSpec.Customized(var namespace, var name, var dimensions, var statistic, _) ->
          config
              .customizedMetricSpecification(
                  CustomizedMetricSpecification.builder()
                      .namespace(namespace)
                      .metricName(name)
                      .statistic(statistic)
                      .dimensions(
                          dimensions.entrySet().stream()
                              .map(each ->
                                  MetricDimension.builder()
                                      .name(each.getKey())
                                      .value(each.getValue())
                                      .build())
                              .toList())
                      .build())
              .build();
      case MetricSpec.Calculated calculated ->
          throw new UnsupportedOperationException(calculated.toString());
    };
  }

  private static int seconds(Duration cooldown) {
    return Math.toIntExact(cooldown.toSeconds());
  }
}
