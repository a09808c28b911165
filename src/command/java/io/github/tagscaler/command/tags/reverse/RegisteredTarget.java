package io.github.tagscaler.command.tags.reverse;

import io.github.tagscaler.scaling.ObservedTarget;
import java.util.List;

/**
 * A scalable target with all that makes it scale.
 *
 * @param alarms the alarms that trigger its step policies, whoever made them
 */
public record RegisteredTarget(ObservedTarget target, List<StepAlarm> alarms) {
  public RegisteredTarget {
    alarms = List.copyOf(alarms);
  }

  /** The alarms that trigger a policy. */
  public List<StepAlarm> alarmsOf(String policy) {
    return alarms.stream().filter(alarm -> alarm.policies().contains(policy)).toList();
  }
}
