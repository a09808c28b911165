package io.github.tagscaler.command.tags.proof;

import io.github.tagscaler.command.tags.reverse.StepAlarm;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy.StepAdjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import io.github.tagscaler.scaling.Suspension;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is registered, in AWS's own units, as differences show it. */
final class Words {
  private Words() {}

  static String suspended(Suspension suspended) {
    return suspended.any()
        ? Stream.of(
                suspended.scaleIn() ? "scale-in" : "",
                suspended.scaleOut() ? "scale-out" : "",
                suspended.scheduled() ? "scheduled scaling" : "")
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(", "))
        : "nothing";
  }

  static String metric(MetricSpec metric) {
    return switch (metric) {
      case MetricSpec.Predefined(var type) -> type;
      case MetricSpec.Customized customized -> customized.namespace() + " " + customized.name();
      case MetricSpec.Calculated(var queries) ->
          "an expression of %d metrics".formatted(queries.size());
    };
  }

  static String tracking(TargetTracking tracking) {
    return "target %s, scale-in cooldown %s, scale-out cooldown %s, scale-in %s"
        .formatted(
            number(tracking.targetValue()),
            time(tracking.scaleInCooldown()),
            time(tracking.scaleOutCooldown()),
            tracking.scaleIn() ? "on" : "off");
  }

  /** What the alarms watch. */
  static List<String> watched(List<StepAlarm> alarms) {
    return alarms.stream()
        .map(alarm ->
            alarm.definition() instanceof Watching watching ? metric(watching.metric()) : "")
        .toList();
  }

  static String steps(StepScaling scaling, List<StepAlarm> alarms) {
    return "%s; cooldown %s, aggregation %s%s; %s"
        .formatted(
            scaling.steps().stream()
                .map(step -> step(step, scaling))
                .collect(Collectors.joining(", ")),
            time(scaling.cooldown()),
            scaling.aggregation(),
            scaling.minMagnitude().map(least -> ", at least " + least).orElse(""),
            alarms.stream().map(Words::alarm).collect(Collectors.joining("; ")));
  }

  private static String step(StepAdjustment step, StepScaling scaling) {
    var by =
        switch (scaling.adjustment()) {
          case CHANGE_IN_CAPACITY -> "%+d".formatted(step.by());
          case PERCENT_CHANGE_IN_CAPACITY -> "%+d %%".formatted(step.by());
          case EXACT_CAPACITY -> "to " + step.by();
        };
    return "%s from %s to %s".formatted(by, end(step.lower()), end(step.upper()));
  }

  private static String end(Optional<Double> end) {
    return end.map(Words::number).orElse("any");
  }

  private static String alarm(StepAlarm alarm) {
    return alarm.definition() instanceof Watching watching
        ? "alarm %s %s %s %s, %d of %d of %s, missing data %s"
            .formatted(
                metric(watching.metric()),
                watching.metric() instanceof MetricSpec.Customized metric ? metric.statistic() : "",
                comparison(alarm.comparison()),
                number(watching.threshold()),
                watching.breaching(),
                watching.of(),
                time(watching.period()),
                watching.missing().wire())
        : "an alarm of another form";
  }

  private static String comparison(String wire) {
    return switch (wire) {
      case "GreaterThanOrEqualToThreshold" -> ">=";
      case "GreaterThanThreshold" -> ">";
      case "LessThanOrEqualToThreshold" -> "<=";
      case "LessThanThreshold" -> "<";
      default -> wire;
    };
  }

  static String number(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String time(Duration time) {
    return time.toSeconds() + "s";
  }
}
