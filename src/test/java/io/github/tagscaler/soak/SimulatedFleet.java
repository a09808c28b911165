package io.github.tagscaler.soak;

import io.github.tagscaler.soak.ExpectedState.StateBefore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The soak's own model of the resources and their tags. */
final class SimulatedFleet {

  /** An endpoint. */
  static final class SimulatedEndpoint {
    final String name;
    ResourceType type;
    List<String> variants;
    final boolean failed;
    String config;

    /** Whether it is out of service for an unknown time. */
    boolean down;

    TagSettings settings = TagSettings.NONE;
    final Map<String, TagSettings> ofVariants = new TreeMap<>();

    SimulatedEndpoint(
        String name, ResourceType type, List<String> variants, boolean failed, String config) {
      this.name = name;
      this.type = type;
      this.variants = variants;
      this.failed = failed;
      this.config = config;
    }

    Map<String, String> tags() {
      var tags = settings.tags("");
      ofVariants.forEach((variant, own) -> tags.putAll(own.tags("@" + variant)));
      return tags;
    }
  }

  /** An inference component. */
  static final class SimulatedComponent {
    final String name;
    final String endpoint;
    final boolean failed;
    TagSettings settings = TagSettings.NONE;

    SimulatedComponent(String name, String endpoint, boolean failed) {
      this.name = name;
      this.endpoint = endpoint;
      this.failed = failed;
    }
  }

  /**
   * Something that could be scaled.
   *
   * @param id its resource ID
   * @param failed whether it never came into service
   * @param down whether it is out of service
   * @param settings all levels of its tags together
   */
  record ScalableResource(
      String id, ResourceType type, boolean failed, boolean down, TagSettings settings) {
    String key() {
      return id + " " + type.dimension();
    }

    /** The name of its endpoint, or its own. */
    String name() {
      return id.split("/", -1)[1];
    }
  }

  final List<SimulatedEndpoint> endpoints = new ArrayList<>();
  final List<SimulatedComponent> components = new ArrayList<>();

  /** The max of the catalog's policy. */
  int teamMax = 6;

  /** By key, what was registered when people last changed something about it. */
  private final Map<String, StateBefore> before = new TreeMap<>();

  /** The keys of targets that were changed by hand and are not repaired yet. */
  private final Set<String> drifted = new HashSet<>();

  Optional<SimulatedEndpoint> endpoint(String name) {
    return endpoints.stream().filter(endpoint -> endpoint.name.equals(name)).findFirst();
  }

  List<SimulatedComponent> componentsOf(String endpoint) {
    return components.stream().filter(component -> component.endpoint.equals(endpoint)).toList();
  }

  void remember(ScalableResource resource, StateBefore there) {
    before.put(resource.key(), there);
  }

  /** Whether another tool registered it. */
  boolean isTheirs(ScalableResource resource) {
    return Objects.requireNonNullElse(before.get(resource.key()), StateBefore.NOTHING).isTheirs();
  }

  void drifted(ScalableResource resource) {
    drifted.add(resource.key());
  }

  /** The expected state in that snapshot. */
  ExpectedState expected(ScalableResource resource, AccountSnapshot snapshot) {
    return ExpectedStates.expected(
        resource,
        new ExpectedStates.Facts(
            snapshot.now(),
            snapshot.running(resource.id()),
            teamMax,
            drifted.contains(resource.key())),
        Objects.requireNonNullElse(before.get(resource.key()), StateBefore.NOTHING));
  }

  /** What is wrong with it in that snapshot; empty if nothing is. */
  Optional<String> wrong(ScalableResource resource, AccountSnapshot snapshot) {
    var wrong = snapshot.wrong(resource, expected(resource, snapshot));
    if (wrong.isEmpty()
        && drifted.remove(resource.key())
        && snapshot.wrong(resource, expected(resource, snapshot)).isPresent()) {
      // Only what the change by hand left behind makes it right: that change still counts.
      drifted.add(resource.key());
    }
    return wrong;
  }

  /** All resources that could be scaled; of components only those whose endpoint exists. */
  List<ScalableResource> resources() {
    return endpoints.stream().flatMap(this::resources).toList();
  }

  /** What could be scaled of an endpoint: its variants, or its components. */
  Stream<ScalableResource> resources(SimulatedEndpoint endpoint) {
    return endpoint.type == ResourceType.HOST
        ? componentsOf(endpoint.name).stream().flatMap(this::resource)
        : endpoint.variants.stream()
            .map(variant ->
                new ScalableResource(
                    "endpoint/%s/variant/%s".formatted(endpoint.name, variant),
                    endpoint.type,
                    endpoint.failed,
                    endpoint.down,
                    Objects.requireNonNullElse(endpoint.ofVariants.get(variant), TagSettings.NONE)
                        .over(endpoint.settings)));
  }

  /** What could be scaled of a component: nothing, if its endpoint left it behind. */
  Stream<ScalableResource> resource(SimulatedComponent component) {
    return endpoint(component.endpoint).stream()
        .map(host ->
            new ScalableResource(
                "inference-component/" + component.name,
                ResourceType.COMPONENT,
                component.failed,
                false,
                component.settings.over(host.settings)));
  }
}
