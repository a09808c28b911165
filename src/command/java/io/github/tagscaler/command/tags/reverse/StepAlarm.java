package io.github.tagscaler.command.tags.reverse;

import io.github.tagscaler.scaling.ScalingAlarm;
import java.util.List;
import java.util.Set;

/**
 * An alarm that triggers scaling policies of a target, whoever made it.
 *
 * @param policies the names of the target's policies that it triggers
 * @param otherActions what else it does: ARNs of its other actions, of any kind
 * @param enabled whether its actions are
 * @param definition what it watches, as Tagscaler would write it: of a comparison that Tagscaler
 *     does not write, the nearest one
 * @param comparison CloudWatch's name of its comparison
 */
public record StepAlarm(
    String name,
    Set<String> policies,
    List<String> otherActions,
    boolean enabled,
    ScalingAlarm.Definition definition,
    String comparison) {
  public StepAlarm {
    policies = Set.copyOf(policies);
    otherActions = List.copyOf(otherActions);
  }

  /** Whether its comparison is the one of its definition. */
  public boolean isExact() {
    return definition instanceof ScalingAlarm.Watching watching
        && watching.comparison().wire().equals(comparison);
  }
}
