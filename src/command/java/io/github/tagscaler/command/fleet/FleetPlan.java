package io.github.tagscaler.command.fleet;

import io.github.tagscaler.event.Subject;
import java.time.Instant;
import java.util.List;

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
}
