package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is registered in Application Auto Scaling for one resource in one dimension.
 *
 * @param stack the stack in its tags, {@code null} for none
 * @param policies by name, each with its metric and target value, or {@code steps}
 * @param actions by name, each with its bounds
 * @param suspended whether all of it is suspended, or nothing
 */
record RegisteredState(
    int min,
    int max,
    @Nullable String stack,
    Map<String, String> policies,
    Map<String, String> actions,
    boolean suspended) {

  /** The resource ID and dimension of a target in the stand-in's state. */
  static String key(Json target) {
    return text(target, "ResourceId") + " " + text(target, "ScalableDimension");
  }

  static RegisteredState of(Json target) {
    var policies = new TreeMap<String, String>();
    target.get("ScalingPolicies").stream()
        .forEach(policy -> policies.put(text(policy, "PolicyName"), tracks(policy)));
    var actions = new TreeMap<String, String>();
    target.get("ScheduledActions").stream()
        .forEach(action -> {
          var bounds = action.get("ScalableTargetAction");
          actions.put(
              text(action, "ScheduledActionName"),
              whole(bounds.get("MinCapacity")) + "-" + whole(bounds.get("MaxCapacity")));
        });
    var state = target.get("SuspendedState").write();
    return new RegisteredState(
        whole(target.get("MinCapacity")),
        whole(target.get("MaxCapacity")),
        target.get("Tags").get("tagscaler:stack").text().orElse(null),
        policies,
        actions,
        state.contains("true") && !state.contains("false"));
  }

  private static String tracks(Json policy) {
    var tracking = policy.get("TargetTrackingScalingPolicyConfiguration");
    if (tracking.isNull()) {
      return "steps";
    }
    var metric =
        Optional.of(text(tracking.get("PredefinedMetricSpecification"), "PredefinedMetricType"))
            .filter(type -> !type.isEmpty())
            .orElseGet(() -> text(tracking.get("CustomizedMetricSpecification"), "MetricName"));
    return metric
        + " "
        + new BigDecimal(tracking.get("TargetValue").write()).stripTrailingZeros().toPlainString();
  }

  String bounds() {
    return min + "-" + max;
  }

  /** Whether only other tools have policies on it. */
  boolean isOthers() {
    return stack == null
        && !policies.isEmpty()
        && policies.keySet().stream().noneMatch(name -> name.startsWith("tagscaler-"));
  }

  /** Whether these bounds, {@code min-max}, lie within its own. */
  boolean holds(String unmanaged) {
    int dash = unmanaged.indexOf('-');
    return min <= Integer.parseInt(unmanaged.substring(0, dash))
        && max >= Integer.parseInt(unmanaged.substring(dash + 1));
  }

  static String text(Json object, String member) {
    return object.get(member).text().orElse("");
  }

  static int whole(Json number) {
    return number instanceof Json.Num(var value) ? value.intValueExact() : 0;
  }
}
