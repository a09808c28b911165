package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The endpoints and components that a sweep decides about: those with a key under the prefix or
 * behind a misspelt one, all under a default policy, and those that something managed is left of,
 * whether they still exist or not.
 */
final class Concerned {
  private final Map<Subject, List<ResourceId>> managed = new LinkedHashMap<>();
  private int untagged;

  Concerned(
      ListedResources resources, ListedTargets targets, FleetTags tags, PolicyReader policies) {
    targets.managed().forEach(id -> of(subject(id)).add(id));
    // Tags that cannot be read may be anything.
    Predicate<Optional<Map<String, String>>> concerns =
        read ->
            policies.hasStackDefault()
                || read.map(map -> policies.concerns(map) || !policies.misspelt(map).isEmpty())
                    .orElse(true);
    for (var endpoint : resources.endpoints()) {
      add(new Subject.Endpoint(endpoint.name(), false), concerns.test(tags.of(endpoint.arn())));
    }
    for (var component : resources.components()) {
      add(
          new Subject.Component(component.name(), false),
          concerns.test(tags.of(component.arn())) || concerns.test(resources.hostTags(component)));
    }
  }

  private void add(Subject subject, boolean concerned) {
    if (concerned) {
      of(subject);
    } else if (!managed.containsKey(subject)) {
      untagged++;
    }
  }

  private List<ResourceId> of(Subject subject) {
    return managed.computeIfAbsent(subject, _ -> new ArrayList<>());
  }

  /** All of them, each with the IDs for which something managed is registered. */
  Map<Subject, List<ResourceId>> all() {
    return managed;
  }

  /** How many endpoints and components exist besides. */
  int untagged() {
    return untagged;
  }

  private static Subject subject(ResourceId id) {
    return switch (id) {
      case EndpointVariant(var endpoint, _) -> new Subject.Endpoint(endpoint, false);
      case InferenceComponent(var component) -> new Subject.Component(component, false);
    };
  }
}
