package io.github.tagscaler.reconcile;

import io.github.tagscaler.resource.ResourceId;
import java.util.List;
import java.util.Map;

/**
 * The targets that were found.
 *
 * @param targets the targets, each on its own
 * @param tags the tags that were read, by ARN
 * @param unread the components that could not be read; they stop none of the others
 */
record Discovery(
    List<Target> targets,
    Map<String, Map<String, String>> tags,
    Map<ResourceId, CallFailedException> unread) {
  /** No target: the resource is of no interest. */
  static final Discovery NOTHING = gone(List.of());

  /** Resources that are gone. */
  static Discovery gone(List<Target> targets) {
    return new Discovery(targets, Map.of(), Map.of());
  }
}
