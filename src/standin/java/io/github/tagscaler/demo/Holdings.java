package io.github.tagscaler.demo;

import io.github.tagscaler.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What Application Auto Scaling holds, in words. */
final class Holdings {
  /** A line of what changed; its mark is {@code +}, {@code ~}, {@code -} or a blank. */
  record Line(char mark, String text) {}

  private static final Map<String, String> METRICS =
      Map.of(
          "SageMakerVariantConcurrentRequestsPerModelHighResolution",
          "concurrent requests per instance",
          "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution",
          "concurrent requests per copy",
          "SageMakerVariantProvisionedConcurrencyUtilization",
          "utilization of the provisioned concurrency",
          "SageMakerVariantInvocationsPerInstance",
          "requests a minute per instance",
          "ApproximateBacklogSizePerInstance",
          "queued requests per instance",
          "NoCapacityInvocationFailures",
          "requests without capacity");

  private static final Map<String, String> UNITS =
      Map.of(
          "sagemaker:variant:DesiredInstanceCount", "instances",
          "sagemaker:variant:DesiredProvisionedConcurrency", "units of provisioned concurrency",
          "sagemaker:inference-component:DesiredCopyCount", "copies");

  /** By resource ID: the bounds under the empty name, then each policy and action by its name. */
  private final SequencedMap<String, SequencedMap<String, String>> targets = new LinkedHashMap<>();

  private final Json alarms;

  /** Reads the state of the stand-in. */
  Holdings(Json state) {
    alarms = state.get("alarms");
    state.get("scalableTargets").stream()
        .forEach(target -> targets.put(text(target, "ResourceId"), described(target)));
  }

  private SequencedMap<String, String> described(Json target) {
    var lines = new LinkedHashMap<String, String>();
    String unit = UNITS.getOrDefault(text(target, "ScalableDimension"), "");
    lines.put("", "%s %s".formatted(bounds(target), unit));
    target.get("ScalingPolicies").stream()
        .forEach(policy -> lines.put(text(policy, "PolicyName"), policy(policy)));
    target.get("ScheduledActions").stream()
        .forEach(action -> lines.put(text(action, "ScheduledActionName"), action(action)));
    return lines;
  }

  /** What is here and was not, what differs, and what is no longer here. */
  List<Line> changesFrom(Holdings before) {
    var resources = new LinkedHashMap<>(before.targets);
    resources.putAll(targets);
    var changes = new ArrayList<Line>();
    for (String resource : resources.keySet()) {
      var lines =
          changes(
              resource,
              before.targets.getOrDefault(resource, new LinkedHashMap<>()),
              targets.getOrDefault(resource, new LinkedHashMap<>()));
      if (lines.stream().anyMatch(line -> line.mark() != ' ')) {
        changes.addAll(lines);
      }
    }
    return changes;
  }

  /** The line of the resource itself is always among them, so that the others have a heading. */
  private static List<Line> changes(
      String resource, Map<String, String> before, Map<String, String> after) {
    var names = new LinkedHashMap<>(before);
    names.putAll(after);
    var lines = new ArrayList<Line>();
    for (String name : names.keySet()) {
      String line = name.isEmpty() ? resource + ": " : "  " + name + ": ";
      String was = before.get(name);
      String is = after.get(name);
      if (was == null) {
        lines.add(new Line('+', line + is));
      } else if (is == null) {
        lines.add(new Line('-', line + was));
      } else if (!was.equals(is)) {
        lines.add(new Line('~', line + is + " (was " + withoutUnit(was) + ")"));
      } else if (name.isEmpty()) {
        lines.add(new Line(' ', line + is));
      }
    }
    return lines;
  }

  private static String withoutUnit(String line) {
    return line.replaceAll("^(\\d+ to \\d+) .*", "$1");
  }

  private static String bounds(Json holder) {
    return holder.get("MinCapacity").write() + " to " + holder.get("MaxCapacity").write();
  }

  /** Puts {@code cron(0 20 ? * MON,TUE,WED *)} as {@code 1 to 2 from 20:00 UTC, Mon-Wed}. */
  private static String action(Json action) {
    String[] cron = text(action, "Schedule").replaceAll("^cron\\(|\\)$", "").split(" ", -1);
    String[] days = cron[4].split(",", -1);
    String zone = text(action, "Timezone");
    return "%s from %02d:%02d %s, %s"
        .formatted(
            bounds(action.get("ScalableTargetAction")),
            Integer.parseInt(cron[1]),
            Integer.parseInt(cron[0]),
            zone.isEmpty() ? "UTC" : zone,
            days.length == 1 ? day(days[0]) : day(days[0]) + "-" + day(days[days.length - 1]));
  }

  private static String day(String day) {
    return day.charAt(0) + day.substring(1).toLowerCase(Locale.ROOT);
  }

  private String policy(Json policy) {
    var tracking = policy.get("TargetTrackingScalingPolicyConfiguration");
    return tracking.isNull() ? steps(policy) : "aims at " + aim(tracking);
  }

  private static String aim(Json tracking) {
    var predefined = text(tracking.get("PredefinedMetricSpecification"), "PredefinedMetricType");
    var metric =
        predefined.isEmpty()
            ? text(tracking.get("CustomizedMetricSpecification"), "MetricName")
            : predefined;
    double target = Double.parseDouble(tracking.get("TargetValue").write());
    var number =
        metric.endsWith("Utilization") ? "%.0f%%".formatted(target * 100) : rounded(target);
    return number + " " + METRICS.getOrDefault(metric, metric);
  }

  /** The steps as values of the metric; its alarm has the threshold that they count from. */
  private String steps(Json policy) {
    var alarm =
        alarms.stream()
            .filter(
                each -> each.get("AlarmActions").stream().anyMatch(policy.get("PolicyARN")::equals))
            .findFirst();
    if (alarm.isEmpty()) {
      return "no alarm triggers it";
    }
    double threshold = Double.parseDouble(alarm.get().get("Threshold").write());
    String metric = text(alarm.get(), "MetricName");
    return policy.get("StepScalingPolicyConfiguration").get("StepAdjustments").stream()
        .map(step -> step(step, threshold))
        .collect(Collectors.joining(", ", "", " " + METRICS.getOrDefault(metric, metric)));
  }

  private static String step(Json step, double threshold) {
    var lower = step.get("MetricIntervalLowerBound");
    var upper = step.get("MetricIntervalUpperBound");
    int by = Integer.parseInt(step.get("ScalingAdjustment").write());
    return lower.isNull()
        ? "%+d up to %s".formatted(by, rounded(threshold + Double.parseDouble(upper.write())))
        : "%+d from %s".formatted(by, rounded(threshold + Double.parseDouble(lower.write())));
  }

  private static String rounded(double number) {
    return number == Math.rint(number) ? "%.0f".formatted(number) : Double.toString(number);
  }

  private static String text(Json object, String member) {
    return object.get(member).text().orElse("");
  }
}
