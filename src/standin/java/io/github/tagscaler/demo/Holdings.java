package io.github.tagscaler.demo;

import io.github.tagscaler.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts what Application Auto Scaling holds into words. */
final class Holdings {
  private static final Map<String, String> METRICS =
      Map.of(
          "SageMakerVariantConcurrentRequestsPerModelHighResolution",
              "requests in flight per model",
          "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution",
              "requests in flight per copy",
          "SageMakerVariantProvisionedConcurrencyUtilization",
              "used share of provisioned concurrency",
          "ApproximateBacklogSizePerInstance", "queued requests per instance");

  private static final Map<String, String> UNITS =
      Map.of(
          "sagemaker:variant:DesiredInstanceCount", "instances",
          "sagemaker:variant:DesiredProvisionedConcurrency", "provisioned concurrency",
          "sagemaker:inference-component:DesiredCopyCount", "copies");

  private Holdings() {}

  /**
   * A line for each scalable target, and under it one for each scaling policy, scheduled action and
   * alarm.
   *
   * @param prefix what the resource IDs begin with
   */
  static List<String> of(Json state, String prefix) {
    var lines = new ArrayList<String>();
    for (var target : state.get("scalableTargets").stream().toList()) {
      if (!text(target, "ResourceId").startsWith(prefix)) {
        continue;
      }
      lines.add(
          "%s: %s to %s %s"
              .formatted(
                  text(target, "ResourceId"),
                  target.get("MinCapacity").write(),
                  target.get("MaxCapacity").write(),
                  UNITS.getOrDefault(text(target, "ScalableDimension"), "")));
      target.get("ScalingPolicies").stream().forEach(policy -> lines.add("  " + policy(policy)));
      target.get("ScheduledActions").stream().forEach(action -> lines.add("  " + action(action)));
    }
    return lines;
  }

  private static String action(Json action) {
    var bounds = action.get("ScalableTargetAction");
    return "%s sets %s to %s by %s"
        .formatted(
            text(action, "ScheduledActionName"),
            bounds.get("MinCapacity").write(),
            bounds.get("MaxCapacity").write(),
            text(action, "Schedule"));
  }

  private static String policy(Json policy) {
    if (policy.get("TargetTrackingScalingPolicyConfiguration").isNull()) {
      return text(policy, "PolicyName") + " adds a copy when its alarm goes off";
    }
    var tracking = policy.get("TargetTrackingScalingPolicyConfiguration");
    var predefined = text(tracking.get("PredefinedMetricSpecification"), "PredefinedMetricType");
    var metric =
        predefined.isEmpty()
            ? text(tracking.get("CustomizedMetricSpecification"), "MetricName")
            : predefined;
    return "%s keeps the %s near %s"
        .formatted(
            text(policy, "PolicyName"),
            METRICS.getOrDefault(metric, metric),
            tracking.get("TargetValue").write());
  }

  private static String text(Json object, String member) {
    return object.get(member).text().orElse("");
  }
}
