package io.github.tagscaler.command.tags.reverse;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy.Adjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import java.util.List;

/**
 * Recognizes the step policy that scales up from zero: one more at the metric which AWS's guides
 * name for it.
 */
final class WakePolicy {
  private WakePolicy() {}

  /** Whether a step policy with these alarms is one. */
  static boolean is(StepScaling scaling, List<StepAlarm> alarms, ScalableResource resource) {
    var metric =
        resource.kind() == Kind.COMPONENT
            ? "NoCapacityInvocationFailures"
            : "HasBacklogWithoutCapacity";
    return resource.kind().lowestMin() == 0
        && scaling.adjustment() == Adjustment.CHANGE_IN_CAPACITY
        && scaling.steps().size() == 1
        && scaling.steps().getFirst().by() == 1
        && scaling.steps().getFirst().upper().isEmpty()
        && alarms.size() == 1
        && alarms.getFirst().enabled()
        && alarms.getFirst().definition() instanceof Watching watching
        && watching.metric() instanceof MetricSpec.Customized customized
        && customized.namespace().equals("AWS/SageMaker")
        && customized.name().equals(metric);
  }
}
