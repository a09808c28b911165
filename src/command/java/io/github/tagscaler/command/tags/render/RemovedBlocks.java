package io.github.tagscaler.command.tags.render;

import io.github.tagscaler.command.tags.reverse.EntryNames;
import io.github.tagscaler.command.tags.reverse.RegisteredTarget;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The blocks with which Terraform forgets what is registered, without destroying it. Their
 * addresses are guesses: only Terraform's state knows them.
 */
final class RemovedBlocks {
  private final RegisteredTarget registered;
  private final EntryNames policies = new EntryNames(Set.of());
  private final EntryNames actions = new EntryNames(Set.of());
  private final EntryNames alarms = new EntryNames(Set.of());
  private final List<String> lines = new ArrayList<>();

  private RemovedBlocks(RegisteredTarget registered) {
    this.registered = registered;
  }

  /** The blocks: what depends on something comes before it. */
  static List<String> of(RegisteredTarget registered) {
    var blocks = new RemovedBlocks(registered);
    blocks.write();
    return List.copyOf(blocks.lines);
  }

  private void write() {
    var target = registered.target();
    registered
        .alarms()
        .forEach(
            alarm -> block("aws_cloudwatch_metric_alarm", alarms.like(alarm.name()), alarm.name()));
    target
        .scheduledActions()
        .forEach(action ->
            block(
                "aws_appautoscaling_scheduled_action", actions.like(action.name()), action.name()));
    target
        .policies()
        .forEach(policy ->
            block("aws_appautoscaling_policy", policies.like(policy.name()), policy.name()));
    block("aws_appautoscaling_target", targetName(target.key().id()), target.key().id().wire());
  }

  private static String targetName(ResourceId id) {
    return new EntryNames(Set.of())
        .like(
            switch (id) {
              case ResourceId.EndpointVariant(var endpoint, _) -> endpoint;
              case ResourceId.InferenceComponent(var component) -> component;
            });
  }

  private void block(String type, String name, String atAws) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add("removed {");
    lines.add("  from = %s.%s # %s".formatted(type, name.replaceAll("[^a-z0-9_]+", "_"), atAws));
    lines.add("  lifecycle {");
    lines.add("    destroy = false");
    lines.add("  }");
    lines.add("}");
  }

  /** Whether alarms have to be deleted by hand afterwards, because nobody manages them then. */
  static List<String> leftAlarms(RegisteredTarget registered) {
    return registered.target().policies().stream()
        .filter(policy -> policy.definition() instanceof StepScaling)
        .flatMap(policy -> registered.alarmsOf(policy.name()).stream())
        .filter(alarm -> alarm.otherActions().isEmpty())
        .map(alarm -> alarm.name())
        .distinct()
        .toList();
  }
}
