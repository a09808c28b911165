package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.resource.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The endpoints and components that a sweep decides about: those with a key under the prefix or
 * behind a misspelled one, all under a default policy, and those that something managed is left of,
 * whether they still exist or not.
 */
final class Concerned {
  private final Map<Subject, List<ResourceId>> managedIds = new LinkedHashMap<>();
  private int untagged;

  Concerned(
      ListedResources resources,
      ListedTargets targets,
      FleetTags tags,
      PolicyReader policies,
      Instant began) {
    targets.managed().forEach(id -> idsOf(Subject.of(id)).add(id));
    // Tags that cannot be read may be anything.
    Predicate<Optional<Map<String, String>>> concerns =
        read -> policies.hasStackDefault() || read.map(policies::concerns).orElse(true);
    for (var endpoint : ClockOrder.of(resources.endpoints(), began)) {
      add(new Subject.Endpoint(endpoint.name(), false), concerns.test(tags.of(endpoint.arn())));
    }
    for (var component : ClockOrder.of(resources.components(), began)) {
      add(
          new Subject.Component(component.name(), false),
          concerns.test(tags.of(component.arn())) || concerns.test(resources.hostTags(component)));
    }
  }

  private void add(Subject subject, boolean concerned) {
    if (concerned) {
      idsOf(subject);
    } else if (!managedIds.containsKey(subject)) {
      untagged++;
    }
  }

  private List<ResourceId> idsOf(Subject subject) {
    return managedIds.computeIfAbsent(subject, _ -> new ArrayList<>());
  }

  /** All of them, each with the IDs for which something managed is registered. */
  Map<Subject, List<ResourceId>> all() {
    return managedIds;
  }

  /** How many endpoints and components exist besides. */
  int untagged() {
    return untagged;
  }
}
