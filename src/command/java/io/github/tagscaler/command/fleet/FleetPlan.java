package io.github.tagscaler.command.fleet;

import io.github.tagscaler.event.Subject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What a run of the function would do.
 *
 * @param asOf when it was read
 * @param stack the stack that it would do it as
 * @param endpoints how many endpoints were read
 * @param components how many inference components were read
 * @param targets all that concerns the stack, by ID
 * @param untagged the endpoints and components that nothing asks to scale, by name
 * @param unread the endpoints and components that could not be read
 */
public record FleetPlan(
    Instant asOf,
    String stack,
    int endpoints,
    int components,
    List<PlannedTarget> targets,
    List<UntaggedResource> untagged,
    List<Subject> unread) {
  public FleetPlan {
    targets = List.copyOf(targets);
    untagged = List.copyOf(untagged);
    unread = List.copyOf(unread);
  }

  /** Several plans of one time as one. */
  public static FleetPlan together(List<FleetPlan> plans) {
    var first = plans.getFirst();
    return new FleetPlan(
        first.asOf(),
        first.stack(),
        plans.stream().mapToInt(FleetPlan::endpoints).sum(),
        plans.stream().mapToInt(FleetPlan::components).sum(),
        all(plans, FleetPlan::targets),
        all(plans, FleetPlan::untagged),
        all(plans, FleetPlan::unread));
  }

  private static <T> List<T> all(List<FleetPlan> plans, Function<FleetPlan, List<T>> part) {
    return plans.stream().map(part).flatMap(List::stream).toList();
  }
}
