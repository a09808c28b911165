package io.github.tagscaler.endtoend;

import io.github.tagscaler.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A scalable target registered with Application Auto Scaling. */
record RegisteredTarget(Json json) {

  String resourceId() {
    return text(json, "ResourceId");
  }

  String dimension() {
    return text(json, "ScalableDimension");
  }

  /** Its bounds, {@code 1-4}. */
  String bounds() {
    return json.get("MinCapacity").write() + "-" + json.get("MaxCapacity").write();
  }

  List<String> policies() {
    return json.get("ScalingPolicies").stream().map(each -> text(each, "PolicyName")).toList();
  }

  /** The target tracking configuration of the one policy. */
  Json tracking() {
    var policies = json.get("ScalingPolicies").stream().toList();
    if (policies.size() != 1) {
      throw new AssertionError("one policy expected, there are " + policies());
    }
    return policies.getFirst().get("TargetTrackingScalingPolicyConfiguration");
  }

  /** The metric of the one policy, and its target value: {@code CPUUtilization 200}. */
  String metricAndTarget() {
    var tracking = tracking();
    var predefined = text(tracking.get("PredefinedMetricSpecification"), "PredefinedMetricType");
    var metric =
        predefined.isEmpty()
            ? text(tracking.get("CustomizedMetricSpecification"), "MetricName")
            : predefined;
    return metric
        + " "
        + new BigDecimal(tracking.get("TargetValue").write()).stripTrailingZeros().toPlainString();
  }

  List<String> actions() {
    return json.get("ScheduledActions").stream()
        .map(each -> text(each, "ScheduledActionName"))
        .toList();
  }

  /** Its scheduled actions: {@code tagscaler-Mon-Fri-0800 cron(0 8 ? * MON *) UTC 2-8}. */
  List<String> schedule() {
    return json.get("ScheduledActions").stream()
        .map(each ->
            "%s %s %s %s-%s"
                .formatted(
                    text(each, "ScheduledActionName"),
                    text(each, "Schedule"),
                    text(each, "Timezone"),
                    each.get("ScalableTargetAction").get("MinCapacity").write(),
                    each.get("ScalableTargetAction").get("MaxCapacity").write()))
        .toList();
  }

  /** What is suspended of it: {@code scale-in scale-out scheduled}, or nothing. */
  String suspended() {
    var state = json.get("SuspendedState");
    return Stream.of(
            Map.entry("DynamicScalingInSuspended", "scale-in"),
            Map.entry("DynamicScalingOutSuspended", "scale-out"),
            Map.entry("ScheduledScalingSuspended", "scheduled"))
        .filter(each -> state.get(each.getKey()).equals(Json.of(true)))
        .map(Map.Entry::getValue)
        .collect(Collectors.joining(" "));
  }

  /** The policy of that name. */
  Json policy(String name) {
    return json.get("ScalingPolicies").stream()
        .filter(each -> text(each, "PolicyName").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no policy " + name + ", there are " + policies()));
  }

  Map<String, String> tags() {
    var tags = new TreeMap<String, String>();
    if (json.get("Tags") instanceof Json.Obj(var members)) {
      members.forEach((key, value) -> tags.put(key, value.text().orElse("")));
    }
    return tags;
  }

  static int integer(Json number) {
    return number instanceof Json.Num(var value) ? value.intValueExact() : 0;
  }

  private static String text(Json object, String member) {
    return object.get(member).text().orElse("");
  }
}
