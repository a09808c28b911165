package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.REALTIME;

/** Requests that put scaling policies, and the alarm of one. */
final class PolicyRequests {

  static final String INVOCATIONS =
      "'PredefinedMetricSpecification':"
          + " {'PredefinedMetricType': 'SageMakerVariantInvocationsPerInstance'}";

  private PolicyRequests() {}

  /** A policy that tracks invocations per instance on the real-time variant. */
  static String targetTracking(String name, int value) {
    return tracking(REALTIME, name, INVOCATIONS + ", 'TargetValue': " + value);
  }

  /** A target tracking policy with this configuration. */
  static String tracking(String target, String name, String configuration) {
    return "{"
        + target
        + ", 'PolicyName': '"
        + name
        + "', 'PolicyType': 'TargetTrackingScaling',"
        + " 'TargetTrackingScalingPolicyConfiguration': {"
        + configuration
        + "}}";
  }

  /** A step scaling policy with a single step. */
  static String step(String name) {
    return steps(name, "[{'MetricIntervalLowerBound': 0, 'ScalingAdjustment': 1}]");
  }

  /** A step scaling policy with these steps, on the real-time variant. */
  static String steps(String name, String steps) {
    return "{"
        + REALTIME
        + ", 'PolicyName': '"
        + name
        + "', 'PolicyType': 'StepScaling',"
        + " 'StepScalingPolicyConfiguration': {'AdjustmentType': 'ChangeInCapacity',"
        + " 'StepAdjustments': "
        + steps
        + "}}";
  }

  /** An alarm that acts through a policy. */
  static String alarm(String action) {
    return "{'AlarmName': 'wake-up', 'Namespace': 'AWS/SageMaker', 'MetricName': 'M',"
        + " 'Statistic': 'Sum', 'Period': 60, 'EvaluationPeriods': 1, 'Threshold': 1,"
        + " 'ComparisonOperator': 'GreaterThanOrEqualToThreshold',"
        + " 'AlarmActions': ['"
        + action
        + "']}";
  }
}
