package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Objects of other tools in the account, some similar to Tagscaler's: none of them is ever changed.
 */
final class UnmanagedObjects {
  /** Their endpoints; some have tags like Tagscaler's. */
  static final List<String> ENDPOINTS = List.of("theirs", "theirs-tagged", "sister", "sister-host");

  private static final String SEED =
      """
      {"endpoints": [
         {"name": "theirs", "variants": [{"instanceType": "ml.g5.xlarge", "count": 2}]},
         {"name": "theirs-tagged", "tags": {"autoscaling:policy": "default"},
           "variants": [{"instanceType": "ml.g5.xlarge", "count": 2}]},
         {"name": "sister", "tags": {"autoscaling:policy": "default", "autoscaling:adopt": "replace"},
           "variants": [{"instanceType": "ml.g5.xlarge", "count": 2}]},
         {"name": "sister-host", "variants": [{"managedScaling": {"min": 1, "max": 4}}]}],
       "components": [{"name": "sister-part", "endpoint": "sister-host",
         "tags": {"autoscaling:min": "0"}}],
       "targets": [
         {"resourceId": "endpoint/theirs/variant/AllTraffic", "min": 1, "max": 3, "policies": [%1$s]},
         {"resourceId": "endpoint/theirs-tagged/variant/AllTraffic", "min": 1, "max": 9,
           "tags": {"owner": "somebody"}, "policies": [%1$s],
           "actions": [{"ScheduledActionName": "tagscaler-Daily-0900",
             "Schedule": "cron(0 9 * * ? *)",
             "ScalableTargetAction": {"MinCapacity": 1, "MaxCapacity": 9}}]},
         {"resourceId": "endpoint/sister/variant/AllTraffic", "min": 1, "max": 7,
           "tags": {"tagscaler:stack": "tagscaler-two", "tagscaler:config": "v1:abc"},
           "policies": [%1$s]},
         {"resourceId": "inference-component/sister-part", "min": 0, "max": 7,
           "tags": {"tagscaler:stack": "tagscaler-two", "tagscaler:config": "v1:abc"},
           "policies": [{"PolicyName": "tagscaler-wake", "PolicyType": "StepScaling",
             "StepScalingPolicyConfiguration": {"AdjustmentType": "ChangeInCapacity",
               "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1}]},
             "alarm": {"AlarmName": "tagscaler/tagscaler-two/inference-component/sister-part/wake",
               "Namespace": "AWS/SageMaker", "MetricName": "NoCapacityInvocationFailures",
               "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 1,
               "ComparisonOperator": "GreaterThanOrEqualToThreshold"}}]}],
       "alarms": [{"AlarmName": "tagscaler", "Namespace": "AWS/SageMaker",
         "MetricName": "Invocations", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1,
         "Threshold": 1, "ComparisonOperator": "GreaterThanOrEqualToThreshold"}]}
      """
          .formatted(
              """
              {"PolicyName": "tagscaler-track-mine", "PolicyType": "TargetTrackingScaling",
                "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 70.0,
                  "PredefinedMetricSpecification": {
                    "PredefinedMetricType": "SageMakerVariantInvocationsPerInstance"}}}\
              """);

  private UnmanagedObjects() {}

  static Json seed() {
    return JsonReader.read(SEED);
  }

  /** All of their state, except what changes by itself, such as the state of an alarm. */
  static String of(Json state) {
    var text = new StringBuilder();
    state.get("scalableTargets").stream()
        .filter(target -> isTheirs(RegisteredState.text(target, "ResourceId")))
        .forEach(target -> text.append(target.write()).append('\n'));
    state.get("alarms").stream()
        .filter(alarm -> {
          var name = RegisteredState.text(alarm, "AlarmName");
          return name.equals("tagscaler")
              || name.startsWith("tagscaler/tagscaler-two/")
              || (name.startsWith("TargetTracking-")
                  && ENDPOINTS.stream()
                      .anyMatch(endpoint -> name.contains("endpoint/" + endpoint + "/")));
        })
        .forEach(alarm -> text.append(lasting(alarm).write()).append('\n'));
    return text.toString();
  }

  static boolean isTheirs(String id) {
    return id.equals("inference-component/sister-part")
        || ENDPOINTS.stream().anyMatch(endpoint -> id.startsWith("endpoint/" + endpoint + "/"));
  }

  private static Json lasting(Json alarm) {
    var members = new LinkedHashMap<>(((Json.Obj) alarm).members());
    members.keySet().removeIf(name -> name.startsWith("State") || name.equals("History"));
    return new Json.Obj(members);
  }
}
