package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.MetricQueries;
import io.github.tagscaler.standin.state.ScalableTarget;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** What is refused of a target tracking policy beyond the model. */
final class TargetTrackingRules {

  private static final String PREDEFINED = "PredefinedMetricSpecification";
  private static final String CUSTOMIZED = "CustomizedMetricSpecification";
  private static final List<String> SINGLE_METRIC =
      List.of("MetricName", "Namespace", "Statistic", "Dimensions", "Unit");

  private TargetTrackingRules() {}

  static void check(ScalableTarget target, String policyName, JsonObject configuration) {
    if (configuration.has(PREDEFINED) == configuration.has(CUSTOMIZED)) {
      throw AwsFailure.validation(
          "Exactly one of " + PREDEFINED + " and " + CUSTOMIZED + " must be specified.");
    }
    configuration
        .findObject(PREDEFINED)
        .ifPresent(metric -> checkPredefined(target, metric, configuration));
    configuration.findObject(CUSTOMIZED).ifPresent(TargetTrackingRules::checkCustomized);
    for (String cooldown : List.of("ScaleInCooldown", "ScaleOutCooldown")) {
      if (configuration.findWhole(cooldown).orElse(0) < 0) {
        throw AwsFailure.validation(cooldown + " cannot be negative.");
      }
    }
    requireOnlyOnMetric(target, policyName, configuration);
  }

  private static void checkPredefined(
      ScalableTarget target, JsonObject metric, JsonObject configuration) {
    String type = metric.text("PredefinedMetricType");
    Set<String> fitting = Dimension.of(target.id()).predefinedMetrics();
    // AWS does not publish its answer to a mismatch; the policy could never act.
    if (!fitting.contains(type)) {
      throw AwsFailure.validation(
          "Predefined metric type "
              + type
              + " does not fit scalable dimension "
              + target.id().dimension()
              + ".");
    }
    if (metric.has("ResourceLabel")) {
      throw AwsFailure.validation("ResourceLabel is for load balancer metrics only.");
    }
    // A ratio, not a percentage: with more than 1 the policy could never scale out.
    BigDecimal value = configuration.findDecimal("TargetValue").orElse(BigDecimal.ZERO);
    if (type.endsWith("ProvisionedConcurrencyUtilization") && value.compareTo(BigDecimal.ONE) > 0) {
      throw AwsFailure.validation(
          "TargetValue of " + type + " must be between 0 and 1, was " + value + ".");
    }
  }

  /** API reference, CustomizedMetricSpecification: one metric, or queries of which one returns. */
  private static void checkCustomized(JsonObject metric) {
    if (!metric.has("Metrics")) {
      for (String name : List.of("MetricName", "Namespace", "Statistic")) {
        if (!metric.has(name)) {
          throw AwsFailure.validation(name + " is required in " + CUSTOMIZED + ".");
        }
      }
      return;
    }
    if (!metric.only(SINGLE_METRIC).isEmpty()) {
      throw AwsFailure.validation(
          "Metrics cannot be combined with " + metric.only(SINGLE_METRIC).members().keySet() + ".");
    }
    MetricQueries.problem(metric.objects("Metrics"))
        .ifPresent(problem -> {
          throw AwsFailure.validation(problem);
        });
  }

  /** The text is AWS's, as users report it: to rename a policy, delete it first. */
  private static void requireOnlyOnMetric(
      ScalableTarget target, String policyName, JsonObject configuration) {
    for (JsonObject other : target.policies().values()) {
      boolean sameMetric =
          other
              .findObject(Policies.TARGET_TRACKING)
              .map(theirs -> metric(theirs).equals(metric(configuration)))
              .orElse(false);
      if (sameMetric && !other.text("PolicyName").equals(policyName)) {
        throw AwsFailure.validation(
            "Only one TargetTrackingScaling policy for a given metric specification is allowed.");
      }
    }
  }

  /** The metric of a policy, in a form in which equal metrics are equal texts. */
  private static String metric(JsonObject configuration) {
    return JsonWriter.canonical(configuration.only(List.of(PREDEFINED, CUSTOMIZED)));
  }
}
