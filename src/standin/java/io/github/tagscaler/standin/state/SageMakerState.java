package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.clock.Timeline.Due;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The endpoints, configurations and components of an account. Names are unique whatever their case
 * and keep the case they were made with; ARNs are lower-cased (SageMaker API reference,
 * CreateEndpoint).
 */
public final class SageMakerState {

  private final NavigableMap<String, EndpointConfig> configs = byNameWhateverItsCase();
  private final NavigableMap<String, Endpoint> endpoints = byNameWhateverItsCase();
  private final NavigableMap<String, InferenceComponent> components = byNameWhateverItsCase();

  /** The ARNs of models by name: nothing is known of them but their tags. */
  private final NavigableMap<String, String> models = byNameWhateverItsCase();

  private final TagHistory tags;

  SageMakerState(TagHistory tags) {
    this.tags = tags;
  }

  private static <T> NavigableMap<String, T> byNameWhateverItsCase() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }

  public NavigableMap<String, EndpointConfig> configs() {
    return configs;
  }

  public NavigableMap<String, Endpoint> endpoints() {
    return endpoints;
  }

  public NavigableMap<String, InferenceComponent> components() {
    return components;
  }

  /** The ARNs of models by name. */
  public NavigableMap<String, String> models() {
    return models;
  }

  /** Found by its exact name: AWS does not say that another case would find it. */
  public Optional<EndpointConfig> config(String name) {
    return Optional.ofNullable(configs.get(name)).filter(config -> config.name().equals(name));
  }

  /** Found by its exact name, in whatever status. */
  public Optional<Endpoint> endpoint(String name) {
    return Optional.ofNullable(endpoints.get(name)).filter(found -> found.name().equals(name));
  }

  /** Found by its exact name, in whatever status. */
  public Optional<InferenceComponent> component(String name) {
    return Optional.ofNullable(components.get(name)).filter(found -> found.name().equals(name));
  }

  public boolean isTaggable(String arn) {
    // Names are found whatever their case, and an ARN ends with the lower-cased name.
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return Stream.of(
            Optional.ofNullable(configs.get(name)).map(EndpointConfig::arn),
            Optional.ofNullable(endpoints.get(name)).map(Endpoint::arn),
            Optional.ofNullable(components.get(name)).map(InferenceComponent::arn),
            Optional.ofNullable(models.get(name)))
        .flatMap(Optional::stream)
        .anyMatch(arn::equals);
  }

  /** The resources that will settle by themselves. */
  Stream<Due> due() {
    Stream<Due> endpointsDue =
        endpoints.values().stream()
            .flatMap(endpoint ->
                endpoint.settlesAt().stream().map(at -> new Due(at, () -> settle(endpoint, at))));
    Stream<Due> componentsDue =
        components.values().stream()
            .flatMap(component ->
                component.settlesAt().stream().map(at -> new Due(at, () -> settle(component, at))));
    return Stream.concat(endpointsDue, componentsDue);
  }

  private void settle(Endpoint endpoint, Instant at) {
    if (endpoint.status().equals("Deleting")) {
      endpoints.remove(endpoint.name());
      tags.forget(endpoint.arn());
    } else {
      endpoint.settle(at);
    }
  }

  private void settle(InferenceComponent component, Instant at) {
    if (component.status().equals("Deleting")) {
      components.remove(component.name());
      tags.forget(component.arn());
    } else {
      component.settle(at);
    }
  }
}
