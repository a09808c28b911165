package io.github.tagscaler.soak;

import io.github.tagscaler.soak.ExpectedState.StateBefore;
import java.time.Instant;
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

  /** Whether the platform team's document is in the catalog. */
  boolean platform = true;

  /** Whether there are sweeps: without them nothing is released because its tags are gone. */
  boolean swept = true;

  /** By key, what was registered when people last changed something about it. */
  private final Map<String, StateBefore> before = new TreeMap<>();

  /** By key, the value of the tag that sets its max. */
  private final Map<String, String> maxTags = new TreeMap<>();

  /** By key, the value of that tag when everything was last as the tags require. */
  private final Map<String, String> inForce = new TreeMap<>();

  /**
   * By key, which tags the function had recorded as those of the max when its owner changed them:
   * once it has recorded others, capacity must not be removed any more.
   */
  private final Map<String, String> removable = new TreeMap<>();

  /** The keys of which an owner lowered the max, and that nobody scaled or changed since. */
  private final Set<String> strict = new HashSet<>();

  /** By key, until when a change by hand must be left alone. */
  private final Map<String, Instant> leftAlone = new TreeMap<>();

  /** By key, since when no tag requests scaling. */
  private final Map<String, Instant> untagged = new TreeMap<>();

  Optional<SimulatedEndpoint> endpoint(String name) {
    return endpoints.stream().filter(endpoint -> endpoint.name.equals(name)).findFirst();
  }

  List<SimulatedComponent> componentsOf(String endpoint) {
    return components.stream().filter(component -> component.endpoint.equals(endpoint)).toList();
  }

  void remember(ScalableResource resource, StateBefore there, Instant now) {
    var key = resource.key();
    before.put(key, there);
    leftAlone.remove(key);
    var settings = resource.settings();
    var tag = settings.maxTag();
    boolean changed = !tag.equals(maxTags.put(key, tag)) && !tag.isEmpty();
    var recorded = there.scaled().map(RegisteredState::recordedMax).orElse("");
    strict.remove(key);
    if (changed) {
      removable.put(key, recorded);
      boolean known = inForce.containsKey(key) && !tag.equals(inForce.get(key));
      if (known && there.isOurs() && !recorded.isEmpty()) {
        strict.add(key);
      }
    }
    if (settings.asks() || settings.policy() != null) {
      untagged.remove(key);
    } else {
      untagged.putIfAbsent(key, now);
    }
  }

  /** Somebody changed by hand what was right until then. */
  void leaveAlone(ScalableResource resource, Instant until) {
    leftAlone.put(resource.key(), until);
  }

  /** Somebody requests to reconcile it, which undoes changes by hand at once. */
  void request(Stream<ScalableResource> resources) {
    resources.forEach(resource -> leftAlone.remove(resource.key()));
  }

  /** Until when a change by hand must be left alone; empty if there is none. */
  Optional<Instant> leftAloneUntil(ScalableResource resource) {
    return Optional.ofNullable(leftAlone.get(resource.key()));
  }

  /** What was registered for it when people last changed something. */
  StateBefore before(ScalableResource resource) {
    return Objects.requireNonNullElse(before.get(resource.key()), StateBefore.NOTHING);
  }

  /** Since when no tag requests scaling; empty if one does. */
  Optional<Instant> untaggedSince(ScalableResource resource) {
    return Optional.ofNullable(untagged.get(resource.key()));
  }

  /**
   * Whether running capacity may be removed: because its owner changed a tag of its max, or nobody
   * had registered it.
   */
  boolean mayRemoveCapacity(ScalableResource resource) {
    return !resource.settings().maxTag().isEmpty()
        && (removable.containsKey(resource.key()) || before(resource).scaled().isEmpty());
  }

  /** Whether another tool registered it. */
  boolean isTheirs(ScalableResource resource) {
    return before(resource).isTheirs();
  }

  /**
   * Whether only a sweep may release what is registered for an endpoint that is scaled no longer:
   * it has no tags either.
   */
  boolean waitsForSweep(String key) {
    return !swept
        && endpoints.stream()
            .filter(endpoint -> key.startsWith("endpoint/%s/".formatted(endpoint.name)))
            .anyMatch(endpoint -> endpoint.tags().isEmpty());
  }

  /** The expected state in that snapshot. */
  ExpectedState expected(ScalableResource resource, AccountSnapshot snapshot) {
    return ExpectedStates.expected(
        resource,
        new ExpectedStates.Facts(
            snapshot.now(),
            snapshot.running(resource.id()),
            teamMax,
            !strict.contains(resource.key()),
            platform),
        before(resource));
  }

  /** What is wrong with it in that snapshot; empty if nothing is. */
  Optional<String> wrong(ScalableResource resource, AccountSnapshot snapshot) {
    var expected = expected(resource, snapshot);
    var wrong = snapshot.wrong(resource, expected);
    if (wrong.isEmpty()) {
      if (expected instanceof ExpectedState.Exact) {
        inForce.put(resource.key(), resource.settings().maxTag());
      }
      var recorded =
          Optional.ofNullable(snapshot.scaled.get(resource.key()))
              .map(RegisteredState::recordedMax)
              .orElse("");
      removable.computeIfPresent(
          resource.key(), (_, known) -> recorded.equals(known) ? known : null);
    }
    boolean kept = !swept && untagged.containsKey(resource.key());
    return wrong.filter(_ ->
        !kept
            || snapshot.wrong(resource, new ExpectedState.Unchanged(before(resource))).isPresent());
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
