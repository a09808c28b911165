package io.github.tagscaler.endtoend;

import io.github.tagscaler.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A scalable target that Application Auto Scaling holds. */
record Held(Json json) {

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

  /** The metric of the one policy, and where it is kept: {@code CPUUtilization 200}. */
  String tracks() {
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

  Map<String, String> tags() {
    var tags = new TreeMap<String, String>();
    if (json.get("Tags") instanceof Json.Obj(var members)) {
      members.forEach((key, value) -> tags.put(key, value.text().orElse("")));
    }
    return tags;
  }

  static int whole(Json number) {
    return number instanceof Json.Num(var value) ? value.intValueExact() : 0;
  }

  private static String text(Json object, String member) {
    return object.get(member).text().orElse("");
  }
}
