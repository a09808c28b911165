package io.github.tagscaler.sweep;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.sweep.Fleet.ListedComponent;
import io.github.tagscaler.sweep.Fleet.ListedEndpoint;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link SageMakerResources} on what a sweep listed and remembers. What is in no list, or on its
 * way out, does not exist, and neither does a component whose endpoint does not.
 */
final class ListedResources implements SageMakerResources {
  private final Map<String, ListedEndpoint> endpoints;
  private final Map<String, ListedComponent> components;
  private final FleetTags tags;
  private final Map<String, Supplier<Endpoint>> knownEndpoints = new HashMap<>();
  private final Map<String, Supplier<Component>> knownComponents = new HashMap<>();

  ListedResources(Snapshot snapshot, FleetTags tags) {
    this.tags = tags;
    this.endpoints =
        snapshot.endpoints().stream()
            .filter(endpoint -> !endpoint.status().deleting())
            .collect(toMap(ListedEndpoint::name, identity(), (first, _) -> first));
    this.components =
        snapshot.components().stream()
            .filter(component -> !component.status().deleting())
            .filter(component -> endpoints.containsKey(component.endpoint()))
            .collect(toMap(ListedComponent::name, identity(), (first, _) -> first));
  }

  Collection<ListedEndpoint> endpoints() {
    return endpoints.values();
  }

  Collection<ListedComponent> components() {
    return components.values();
  }

  /** The ARN of what a subject names; empty if it does not exist. */
  Optional<String> arn(Subject subject) {
    return switch (subject) {
      case Subject.Endpoint(var name, _) ->
          Optional.ofNullable(endpoints.get(name)).map(ListedEndpoint::arn);
      case Subject.Component(var name, _) ->
          Optional.ofNullable(components.get(name)).map(ListedComponent::arn);
    };
  }

  /** The ARNs of what a subject's tags are read from: a component inherits its endpoint's. */
  List<String> arnsOfTags(Subject subject) {
    return switch (subject) {
      case Subject.Endpoint _ -> arn(subject).stream().toList();
      case Subject.Component(var name, _) ->
          Optional.ofNullable(components.get(name)).stream()
              .flatMap(component -> Stream.of(component.arn(), host(component).arn()))
              .toList();
    };
  }

  /** The tags of a component's endpoint; empty if they cannot be read in this sweep. */
  Optional<Map<String, String>> hostTags(ListedComponent component) {
    return tags.of(host(component).arn());
  }

  /** A component whose endpoint is in no list is none either. */
  private ListedEndpoint host(ListedComponent component) {
    return Objects.requireNonNull(endpoints.get(component.endpoint()));
  }

  /**
   * Learns all that is needed to decide about a subject. What AWS does not let be read counts as
   * known: to read it fails again when it is decided about, which is reported.
   *
   * @return whether everything is known
   */
  boolean learn(Subject subject, SageMakerFacts facts, Instant began, ReadBudget budget) {
    return switch (subject) {
      case Subject.Endpoint(var name, _) -> learnEndpoint(name, facts, began, budget);
      case Subject.Component(var name, _) -> {
        var listed = components.get(name);
        yield listed == null
            || (learn(
                    name,
                    knownComponents,
                    () -> facts.component(listed, host(listed), began, budget))
                && tags.of(listed.arn()).isPresent()
                && learnEndpoint(listed.endpoint(), facts, began, budget));
      }
    };
  }

  private boolean learnEndpoint(
      String name, SageMakerFacts facts, Instant began, ReadBudget budget) {
    var listed = endpoints.get(name);
    return listed == null
        || (learn(name, knownEndpoints, () -> facts.endpoint(listed, began, budget))
            && tags.of(listed.arn()).isPresent());
  }

  private static <T> boolean learn(
      String name, Map<String, Supplier<T>> known, Supplier<Optional<T>> read) {
    if (!known.containsKey(name)) {
      try {
        read.get().ifPresent(found -> known.put(name, () -> found));
      } catch (CallFailedException failure) {
        known.put(
            name,
            () -> {
              throw failure;
            });
      }
    }
    return known.containsKey(name);
  }

  @Override
  public Optional<Map<String, String>> tags(String arn) {
    return tags.of(arn);
  }

  @Override
  public Optional<Endpoint> endpoint(String name, @Nullable String likelyConfig) {
    return Optional.ofNullable(knownEndpoints.get(name)).map(Supplier::get);
  }

  @Override
  public Optional<Component> component(String name) {
    return Optional.ofNullable(knownComponents.get(name)).map(Supplier::get);
  }

  @Override
  public Optional<String> endpointName(String lowerCased) {
    return endpoints.keySet().stream().filter(lowerCased::equalsIgnoreCase).findFirst();
  }

  @Override
  public Optional<String> componentName(String lowerCased) {
    return components.keySet().stream().filter(lowerCased::equalsIgnoreCase).findFirst();
  }

  @Override
  public List<String> componentsOf(String endpoint) {
    return components.values().stream()
        .filter(component -> component.endpoint().equals(endpoint))
        .map(ListedComponent::name)
        .toList();
  }
}
