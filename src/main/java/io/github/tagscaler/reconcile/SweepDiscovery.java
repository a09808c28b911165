package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ScalingAlarm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the targets of a sweep item: one component, or an endpoint without its components, which
 * have items of their own. Unlike {@link TargetDiscovery} it also finds what is left of variants
 * that are gone, and orphaned alarms.
 */
final class SweepDiscovery {
  private final SageMakerResources sageMaker;
  private final ScalingRegistry registry;
  private final OrphanFinder orphans;
  private final PolicyReader policies;
  private final TargetDiscovery discovery;
  private final String stack;

  SweepDiscovery(
      SageMakerResources sageMaker,
      ScalingRegistry registry,
      OrphanFinder orphans,
      PolicyReader policies,
      TargetDiscovery discovery,
      String stack) {
    this.sageMaker = sageMaker;
    this.registry = registry;
    this.orphans = orphans;
    this.policies = policies;
    this.discovery = discovery;
    this.stack = stack;
  }

  /** The targets of a sweep item. */
  Discovery discover(Command.SweepItem item, Instant now) {
    return switch (item.command().subject()) {
      case Subject.Endpoint(var name, _) -> endpoint(name, item, now);
      case Subject.Component(var name, _) -> component(name, now);
    };
  }

  private Discovery endpoint(String name, Command.SweepItem item, Instant now) {
    var arn = item.command().hint().arn();
    var early =
        arn != null && item.known().isEmpty() && !policies.hasStackDefault()
            ? sageMaker.tags(arn)
            : Optional.<Map<String, String>>empty();
    if (early.isPresent() && !policies.concerns(early.get())) {
      return Discovery.NOTHING;
    }
    var found = discovery.endpointWithTags(name, null, early);
    if (found.isEmpty()) {
      return Discovery.gone(
          orphans.of(item.known(), List.of(ManagedNames.variantAlarmPrefix(stack, name))));
    }
    var endpoint = found.get();
    var resource = endpoint.resource();
    var alarms = registry.alarms(List.of(ManagedNames.variantAlarmPrefix(stack, resource.name())));
    var targets = new ArrayList<Target>();
    resource.variants().stream()
        .map(variant -> discovery.variant(endpoint, variant, now))
        .map(target -> target.with(orphans.among(alarms, target.id())))
        .forEach(targets::add);
    if (!resource.status().changing()) {
      var gone = goneVariants(item.known(), alarms, targets);
      if (!gone.isEmpty()) {
        targets.addAll(orphans.of(gone, List.of()));
      }
    }
    return new Discovery(List.copyOf(targets), Map.of(resource.arn(), endpoint.tags()), Map.of());
  }

  /**
   * Gone because a variant was renamed, or the endpoint is another one whose name differs by case
   * alone.
   */
  private List<ResourceId> goneVariants(
      List<ResourceId> known, List<ScalingAlarm> alarms, List<Target> present) {
    // A shortened alarm name may look like that of another variant.
    var orphaned =
        alarms.stream()
            .filter(alarm ->
                present.stream().noneMatch(target -> target.orphanedAlarms().contains(alarm)))
            .flatMap(alarm -> ManagedNames.resourceOf(stack, alarm.name()).stream());
    return Stream.concat(known.stream(), orphaned)
        .distinct()
        .filter(id -> present.stream().noneMatch(target -> target.id().equals(id)))
        .toList();
  }

  private Discovery component(String name, Instant now) {
    var found = discovery.hosted(name, Optional.empty(), now);
    if (found.targets().stream().allMatch(target -> target.now().isEmpty())) {
      return found;
    }
    var alarms = registry.alarms(ManagedNames.alarmPrefixes(stack, new InferenceComponent(name)));
    return new Discovery(
        found.targets().stream()
            .map(target -> target.with(orphans.among(alarms, target.id())))
            .toList(),
        found.tags(),
        found.unread());
  }
}
