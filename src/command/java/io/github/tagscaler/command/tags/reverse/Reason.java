package io.github.tagscaler.command.tags.reverse;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why something that is registered cannot be said in tags or in a policy, grouped for a fleet. */
public enum Reason {
  POLICY_TYPE("a scaling policy of a type or form that Tagscaler does not write"),
  METRIC("a metric that target tracking by Tagscaler does not have"),
  NO_ALARM("a step policy that no alarm triggers"),
  SEVERAL_ALARMS("a step policy that several alarms trigger"),
  ALARM_ACTIONS_OFF("a step policy whose alarm has its actions disabled"),
  ALARM_SHAPE("an alarm of a form that Tagscaler does not write"),
  COMPARISON("an alarm that acts above or below its threshold; those of Tagscaler act at it, too"),
  AGGREGATION("a step policy whose aggregation is not that of its alarm's statistic"),
  STEPS("steps of a form that Tagscaler does not write"),
  RATE("a scheduled action with a rate() expression"),
  START_OR_END("a scheduled action with a start or end time"),
  ONE_BOUND("a scheduled action that sets only one bound, at times that are no weekly schedule"),
  SAME_TIME("scheduled actions that set different bounds at the same time"),
  TIME_ZONE("a scheduled action in a time zone that Tagscaler does not accept"),
  SCHEDULE("a schedule expression that Tagscaler does not accept");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  /** As programs read it: {@code NoAlarm}. */
  public String code() {
    return Stream.of(name().split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /** In words, after "has". */
  public String words() {
    return words;
  }
}
