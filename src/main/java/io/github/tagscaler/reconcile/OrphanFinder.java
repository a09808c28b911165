package io.github.tagscaler.reconcile;

import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ScalingAlarm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the scalable targets and alarms that deleted resources leave behind: AWS does not always
 * deregister their targets, and never deletes their alarms.
 */
final class OrphanFinder {
  private final SageMakerResources sageMaker;
  private final ScalingRegistry registry;
  private final String stack;

  OrphanFinder(SageMakerResources sageMaker, ScalingRegistry registry, String stack) {
    this.sageMaker = sageMaker;
    this.registry = registry;
    this.stack = stack;
  }

  /**
   * What is left of an endpoint that is gone, its components included. What is registered shows
   * which variants it had.
   */
  List<Target> ofEndpoint(String name) {
    var ids = new ArrayList<ResourceId>();
    for (var id : registry.variantsOf(name)) {
      // A name that differs only in case may belong to another endpoint, which exists.
      if (id.wire().startsWith(EndpointVariant.prefixOf(name)) || isGone(id)) {
        ids.add(id);
      }
    }
    sageMaker.componentsOf(name).forEach(component -> ids.add(new InferenceComponent(component)));
    return of(ids, List.of(ManagedNames.variantAlarmPrefix(stack, name)));
  }

  /** What is left of a resource that is known to be gone. */
  List<Target> of(ResourceId id) {
    return of(List.of(id), List.of());
  }

  /**
   * What is left of several resources.
   *
   * @param ids what is known to be gone
   * @param alarms where else to look for alarms, which may belong to more that is gone
   */
  List<Target> of(List<? extends ResourceId> ids, List<String> alarms) {
    var own =
        ids.stream()
            .flatMap(id -> ManagedNames.alarmPrefixes(stack, id).stream())
            .filter(prefix -> alarms.stream().noneMatch(prefix::startsWith));
    var found = registry.alarms(Stream.concat(alarms.stream(), own).toList());
    var all = new LinkedHashSet<ResourceId>(ids);
    found.stream()
        .filter(alarm -> ids.stream().noneMatch(id -> belongs(alarm, id)))
        .flatMap(alarm -> ManagedNames.resourceOf(stack, alarm.name()).stream())
        .forEach(all::add);
    return all.stream().map(id -> Target.gone(id, among(found, id))).toList();
  }

  /** Those of the alarms that belong to a resource. */
  List<ScalingAlarm> among(List<ScalingAlarm> alarms, ResourceId id) {
    return alarms.stream().filter(alarm -> belongs(alarm, id)).toList();
  }

  private boolean belongs(ScalingAlarm alarm, ResourceId id) {
    return ManagedNames.alarmPrefixes(stack, id).stream().anyMatch(alarm.name()::startsWith);
  }

  /** Whether SageMaker reports that it does not exist. */
  boolean isGone(ResourceId id) {
    return switch (id) {
      case EndpointVariant(var endpoint, var variant) ->
          present(endpoint)
              .filter(found ->
                  // During an update SageMaker may show other variants, or none, for a while.
                  found.status().changing()
                      || found.variants().stream().anyMatch(there -> there.name().equals(variant)))
              .isEmpty();
      case InferenceComponent(var component) ->
          component(component).flatMap(found -> present(found.endpoint())).isEmpty();
    };
  }

  /**
   * A component that exists. It is not documented whether names in SageMaker are case-sensitive;
   * resource IDs are.
   */
  Optional<Component> component(String name) {
    return sageMaker
        .component(name)
        .filter(found -> !found.status().deleting())
        .filter(found -> found.name().equals(name));
  }

  /** An endpoint that exists, with exactly that name. */
  private Optional<Endpoint> present(String endpoint) {
    return sageMaker
        .endpoint(endpoint, null)
        .filter(found -> !found.status().deleting())
        .filter(found -> found.name().equals(endpoint));
  }
}
