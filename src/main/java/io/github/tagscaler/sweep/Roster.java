package io.github.tagscaler.sweep;

import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.sweep.Fleet.ListedComponent;
import io.github.tagscaler.sweep.Fleet.ListedEndpoint;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is there, by name, and what stands for it. A component whose endpoint is not there is not
 * there either.
 */
final class Roster {
  private final Map<String, ListedEndpoint> endpoints;
  private final Map<String, ListedComponent> components;
  private final Map<ResourceId, List<ObservedTarget>> targets;
  private final Map<ResourceId, List<ScalingAlarm>> strays = new LinkedHashMap<>();
  private final Map<String, String> endpointArns;
  private final Map<String, String> componentArns;
  private final Map<String, List<ResourceId>> variants;
  private final Set<String> hosts;
  private final Ownership ownership;

  Roster(Snapshot snapshot, Ownership ownership) {
    this.ownership = ownership;
    this.endpoints =
        snapshot.endpoints().stream()
            .filter(endpoint -> !endpoint.status().deleting())
            .collect(byName(ListedEndpoint::name));
    this.components =
        snapshot.components().stream()
            .filter(component -> !component.status().deleting())
            .filter(component -> endpoints.containsKey(component.endpoint()))
            .collect(byName(ListedComponent::name));
    this.targets =
        snapshot.targets().stream().collect(Collectors.groupingBy(each -> each.key().id()));
    snapshot
        .strays()
        .forEach(stray -> stray.id().ifPresent(id -> stray(id, List.of(stray.alarm()))));
    // Whoever has it now, an alarm of ours is from before.
    snapshot.targets().stream()
        .filter(target -> !ownership.mayOwn(target) && !target.alarms().isEmpty())
        .forEach(target -> stray(target.key().id(), target.alarms()));
    this.endpointArns = arns(snapshot.endpoints(), ListedEndpoint::name, ListedEndpoint::arn);
    this.componentArns = arns(snapshot.components(), ListedComponent::name, ListedComponent::arn);
    this.variants =
        standing()
            .filter(EndpointVariant.class::isInstance)
            .collect(Collectors.groupingBy(id -> ((EndpointVariant) id).endpoint()));
    this.hosts =
        components.values().stream().map(ListedComponent::endpoint).collect(Collectors.toSet());
  }

  private static <T> Collector<T, ?, Map<String, T>> byName(Function<T, String> name) {
    return Collectors.toMap(name, each -> each, (first, _) -> first, LinkedHashMap::new);
  }

  private static <T> Map<String, String> arns(
      List<T> listed, Function<T, String> name, Function<T, String> arn) {
    return listed.stream().collect(Collectors.toMap(name, arn, (first, _) -> first));
  }

  private void stray(ResourceId id, List<ScalingAlarm> alarms) {
    strays.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(alarms);
  }

  Collection<ListedEndpoint> endpoints() {
    return endpoints.values();
  }

  Collection<ListedComponent> components() {
    return components.values();
  }

  Optional<ListedEndpoint> endpoint(String name) {
    return Optional.ofNullable(endpoints.get(name));
  }

  Optional<ListedComponent> component(String name) {
    return Optional.ofNullable(components.get(name));
  }

  /** The ARN of the endpoint or component, be it there still or on its way out. */
  Optional<String> arn(ResourceId id) {
    return Optional.ofNullable(
        switch (id) {
          case EndpointVariant(var endpoint, _) -> endpointArns.get(endpoint);
          case InferenceComponent(var component) -> componentArns.get(component);
        });
  }

  /** The endpoint that a component is on. */
  ListedEndpoint host(ListedComponent component) {
    return endpoint(component.endpoint()).orElseThrow();
  }

  /** Whether components run on that endpoint. */
  boolean hosts(ListedEndpoint endpoint) {
    return hosts.contains(endpoint.name());
  }

  /** What is registered of a resource, whoever registered it. */
  List<ObservedTarget> targets(ResourceId id) {
    return targets.getOrDefault(id, List.of());
  }

  /** The variants of an endpoint that something stands for, be they there or not. */
  List<ResourceId> variants(String endpoint) {
    return variants.getOrDefault(endpoint, List.of());
  }

  /** All resources that something stands for, be they there or not. */
  Stream<ResourceId> standing() {
    return Stream.concat(targets.keySet().stream(), strays.keySet().stream()).distinct();
  }

  /** Whether a target that may be ours stands for it. */
  boolean ours(ResourceId id) {
    return targets(id).stream().anyMatch(ownership::mayOwn);
  }

  /** Whether anything that is or may be ours stands for it. */
  boolean concernsUs(ResourceId id) {
    return ours(id) || stray(id);
  }

  /** Whether an alarm of ours without a target of ours stands for it. */
  boolean stray(ResourceId id) {
    return strays.containsKey(id);
  }

  /** The alarms of ours that are for no target of ours: of none at all, or of somebody else's. */
  Map<ResourceId, List<ScalingAlarm>> strays() {
    return strays;
  }

  /** The targets that may be ours. */
  List<ObservedTarget> ours() {
    return targets.values().stream().flatMap(List::stream).filter(ownership::mayOwn).toList();
  }

  /** Whether it is there; of a variant only its endpoint is in a list. */
  boolean present(ResourceId id) {
    return switch (id) {
      case EndpointVariant(var endpoint, _) -> endpoints.containsKey(endpoint);
      case InferenceComponent(var component) -> components.containsKey(component);
    };
  }
}
