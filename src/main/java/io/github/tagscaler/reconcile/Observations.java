package io.github.tagscaler.reconcile;

import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.ObservedTarget;
import java.util.List;
import java.util.Optional;

/**
 * What is registered of several resources, read together and only once somebody asks: a resource
 * that is to be ignored costs no call.
 */
final class Observations {
  private final ScalingRegistry registry;
  private final List<ResourceId> ids;
  private Optional<List<ObservedTarget>> read = Optional.empty();

  Observations(ScalingRegistry registry, List<ResourceId> ids) {
    this.registry = registry;
    this.ids = List.copyOf(ids);
  }

  /** What is registered of that resource, in any dimension. */
  List<ObservedTarget> of(ResourceId id) {
    if (read.isEmpty()) {
      read = Optional.of(registry.observe(ids));
    }
    return read.get().stream().filter(target -> target.key().id().equals(id)).toList();
  }
}
