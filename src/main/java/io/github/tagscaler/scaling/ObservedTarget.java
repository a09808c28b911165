package io.github.tagscaler.scaling;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A registered scalable target with all that hangs on it, as Application Auto Scaling tells it now.
 *
 * @param arn the target's own ARN, by which it is tagged
 * @param suspended whether any of its three kinds of activity is suspended
 * @param tags the target's tags
 * @param policies its scaling policies, ours and others'
 * @param scheduledActions the names of its scheduled actions, ours and others'
 */
public record ObservedTarget(
    TargetKey key,
    String arn,
    Bounds bounds,
    boolean suspended,
    SortedMap<String, String> tags,
    List<ScalingPolicy> policies,
    List<String> scheduledActions) {
  public ObservedTarget {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    policies = List.copyOf(policies);
    scheduledActions = List.copyOf(scheduledActions);
  }

  /** With tags in any order. */
  public static ObservedTarget of(
      TargetKey key,
      String arn,
      Bounds bounds,
      boolean suspended,
      Map<String, String> tags,
      List<ScalingPolicy> policies,
      List<String> scheduledActions) {
    return new ObservedTarget(
        key, arn, bounds, suspended, new TreeMap<>(tags), policies, scheduledActions);
  }
}
