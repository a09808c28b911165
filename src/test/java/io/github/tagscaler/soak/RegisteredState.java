package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is registered in Application Auto Scaling for one resource in one dimension.
 *
 * @param lastingMin the min without one that is raised for a moment, as its tag records
 * @param stack the stack in its tags, {@code null} for none
 * @param policies by name, each with its metric and target value, or {@code steps}
 * @param actions by name, each with its bounds
 * @param config the recorded configuration in its tags, empty for none
 * @param suspended the activities that are suspended
 * @param byPause those of them that a pause suspended, as its tag records
 */
record RegisteredState(
    int min,
    int max,
    int lastingMin,
    @Nullable String stack,
    Map<String, String> policies,
    Map<String, String> actions,
    String config,
    Set<String> suspended,
    Set<String> byPause) {
  /** All activities that can be suspended. */
  static final Set<String> ACTIVITIES = Set.of("in", "out", "scheduled");

  /** The member of AWS's SuspendedState for each of them. */
  static final Map<String, String> MEMBERS =
      Map.of(
          "in",
          "DynamicScalingInSuspended",
          "out",
          "DynamicScalingOutSuspended",
          "scheduled",
          "ScheduledScalingSuspended");

  private static final Pattern RESTORE = Pattern.compile("([0-9]+)-([0-9]+)@.*");

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
    var state = target.get("SuspendedState");
    var suspended = new TreeSet<String>();
    MEMBERS.forEach((activity, member) -> {
      if (state.get(member).equals(Json.of(true))) {
        suspended.add(activity);
      }
    });
    return new RegisteredState(
        whole(target.get("MinCapacity")),
        whole(target.get("MaxCapacity")),
        lastingMin(whole(target.get("MinCapacity")), text(target.get("Tags"), "tagscaler:restore")),
        target.get("Tags").get("tagscaler:stack").text().orElse(null),
        policies,
        actions,
        text(target.get("Tags"), "tagscaler:config"),
        suspended,
        Set.of(text(target.get("Tags"), "tagscaler:paused").split("\\+", -1)));
  }

  private static int lastingMin(int min, String restore) {
    var record = RESTORE.matcher(restore);
    return record.matches() && Integer.parseInt(record.group(2)) == min
        ? Integer.parseInt(record.group(1))
        : min;
  }

  /** Whether its min is raised for a moment. */
  boolean isRaised() {
    return lastingMin < min;
  }

  /** The bounds without a min that is raised for a moment. */
  String lastingBounds() {
    return lastingMin + "-" + max;
  }

  /** The activities that somebody outside Tagscaler suspended. */
  Set<String> byHand() {
    var byHand = new TreeSet<>(suspended);
    byHand.removeAll(byPause);
    return byHand;
  }

  /** Which values of the tags {@code max} and {@code schedule} are recorded as in force. */
  String recordedMax() {
    var parts = config.split(":", -1);
    return parts.length < 3 ? "" : parts[2].replaceAll("\\+.*", "");
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
