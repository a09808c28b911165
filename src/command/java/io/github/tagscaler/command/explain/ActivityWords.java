package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.history.NotScaledReason;
import io.github.tagscaler.command.history.ScalingActivity;
import io.github.tagscaler.command.history.ScalingActivity.Status;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what a scaling activity did, and why, in the words of its owner. */
final class ActivityWords {
  private static final Pattern ALARM =
      Pattern.compile(
          "monitor alarm (?<alarm>.+) in state (?<state>\\w+) triggered policy (?<policy>.+)");
  private static final Pattern BOUND =
      Pattern.compile(
          "(?<bound>minimum|maximum) capacity was set to (?<to>\\d+)(?: by (?<by>.+))?");
  private static final Pattern BOUNDS =
      Pattern.compile("Setting min capacity to (?<min>\\d+) and max capacity to (?<max>\\d+)\\.?");
  private static final Pattern SCHEDULED =
      Pattern.compile("scheduled action name (?<action>\\S+) was triggered");
  private static final Pattern REASON = Pattern.compile("Reason: (?<reason>.+)$");

  private ActivityWords() {}

  /**
   * What was done.
   *
   * @param before the capacity before it, where it is known
   */
  static String what(ScalingActivity activity, OptionalInt before) {
    if (!activity.notScaled().isEmpty()) {
      return "not scaled";
    }
    if (activity.status() == Status.FAILED) {
      return "failed";
    }
    var bounds = BOUNDS.matcher(activity.description());
    if (bounds.matches()) {
      return "to " + bounds.group("min") + "-" + bounds.group("max");
    }
    if (activity.capacity().isEmpty()) {
      return activity.description();
    }
    int to = activity.capacity().getAsInt();
    var verb =
        before.isEmpty()
            ? "to"
            : to > before.getAsInt() ? "out to" : to < before.getAsInt() ? "in to" : "stays at";
    return verb + " " + to;
  }

  /** Why. */
  static String why(ScalingActivity activity) {
    if (!activity.notScaled().isEmpty()) {
      return activity.notScaled().stream()
              .map(NotScaledReason::words)
              .collect(Collectors.joining("; "))
          + (cause(activity).isEmpty() ? "" : " (" + cause(activity) + ")");
    }
    return activity.status() == Status.FAILED
        ? activity.message().map(ActivityWords::reason).orElse("AWS does not say why")
            + (activity.capacity().isPresent()
                ? " (tried " + activity.capacity().getAsInt() + ")"
                : "")
        : cause(activity)
            + (activity.status() == Status.IN_PROGRESS || activity.status() == Status.PENDING
                ? ", in progress"
                : "");
  }

  /** The part of AWS's message that says why. */
  static String reason(String message) {
    var reason = REASON.matcher(message);
    return reason.find() ? reason.group("reason") : message;
  }

  private static String cause(ScalingActivity activity) {
    var alarm = ALARM.matcher(activity.cause());
    if (alarm.find()) {
      var side =
          alarm.group("alarm").contains("AlarmHigh")
              ? "above target, "
              : alarm.group("alarm").contains("AlarmLow") ? "below target, " : "";
      return side + "policy " + alarm.group("policy");
    }
    var scheduled = SCHEDULED.matcher(activity.cause());
    if (scheduled.matches()) {
      var action = scheduled.group("action");
      return action.startsWith("tagscaler-") ? "by schedule" : "scheduled action " + action;
    }
    var bound = BOUND.matcher(activity.cause());
    if (bound.find()) {
      return (bound.group("bound").equals("minimum") ? "min" : "max")
          + " was set to "
          + bound.group("to")
          + (bound.group("by") == null ? "" : " by " + bound.group("by"));
    }
    return activity.cause();
  }
}
