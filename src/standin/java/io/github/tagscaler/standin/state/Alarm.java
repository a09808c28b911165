package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.json.JsonObject;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A CloudWatch alarm.
 *
 * @param definition the members of PutMetricAlarm, without the tags
 * @param state what DescribeAlarms adds: ARN, state, times
 */
public record Alarm(JsonObject definition, JsonObject state, NavigableMap<String, String> tags) {

  public Alarm(JsonObject definition, JsonObject state) {
    this(definition, state, new TreeMap<>());
  }

  public String name() {
    return definition.text("AlarmName");
  }

  public String arn() {
    return state.text("AlarmArn");
  }

  public Alarm withState(JsonObject changed) {
    return new Alarm(definition, changed, tags);
  }

  /** The ARNs of what it does when it goes into alarm. */
  public List<String> actions() {
    return definition.texts("AlarmActions");
  }

  Alarm withoutAction(String action) {
    List<String> rest = actions().stream().filter(other -> !other.equals(action)).toList();
    return new Alarm(definition.with("AlarmActions", rest), state, tags);
  }
}
