package io.github.tagscaler.fake;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.sweep.Fleet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** SageMaker in memory: endpoints, components, tags, and what AWS is asked to run. */
public final class FakeSageMaker implements SageMakerResources {
  /** When everything here was made. */
  public static final Instant MADE = Instant.parse("2026-08-07T12:00:00Z");

  private final Map<String, Instant> modified = new HashMap<>();
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, Component> components = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> tags = new HashMap<>();
  private final Set<String> broken = new HashSet<>();
  private final List<String> calls = new ArrayList<>();
  private boolean anyCase;

  /** The ARN of an endpoint, lower-cased as SageMaker's are. */
  public static String arn(String endpoint) {
    return "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/" + endpoint.toLowerCase(Locale.ROOT);
  }

  /** The ARN of a component. */
  public static String componentArn(String component) {
    return "arn:aws:sagemaker:eu-west-1:111122223333:inference-component/"
        + component.toLowerCase(Locale.ROOT);
  }

  /** A variant on instances. */
  public static Variant variant(String name, int instances) {
    return new Variant(
        name, instances, List.of("ml.m5.xlarge"), Optional.empty(), false, Optional.empty(), false);
  }

  /** Makes or replaces an endpoint in service. */
  public FakeSageMaker endpoint(String name, Map<String, String> tags, Variant... variants) {
    endpoints.put(
        name,
        new Endpoint(
            name,
            arn(name),
            new ResourceStatus("InService"),
            false,
            MADE,
            Optional.of(MADE),
            List.of(variants)));
    return tag(arn(name), tags);
  }

  /** Makes or replaces a component with one copy. */
  public FakeSageMaker component(
      String name, String endpoint, String status, Map<String, String> tags) {
    components.put(
        name,
        new Component(
            name,
            componentArn(name),
            new ResourceStatus(status),
            endpoint,
            "host",
            false,
            1,
            MADE));
    return tag(componentArn(name), tags);
  }

  /** Lets a component run on another's copies from now on, as its tags stay. */
  public void adapter(String component) {
    components.computeIfPresent(
        component,
        (_, it) ->
            new Component(
                it.name(),
                it.arn(),
                it.status(),
                it.endpoint(),
                it.variant(),
                true,
                it.copies(),
                it.lastModified()));
  }

  /** Replaces the tags of a resource. */
  public FakeSageMaker tag(String arn, Map<String, String> now) {
    tags.put(arn, Map.copyOf(now));
    return this;
  }

  /** The endpoint was modified then, and shows nothing else of it: it was scaled. */
  public void modified(String endpoint, Instant then) {
    modified.put(endpoint, then);
  }

  /** Changes the status of an endpoint. */
  public void status(String endpoint, String status) {
    change(
        endpoint,
        it ->
            new Endpoint(
                it.name(),
                it.arn(),
                new ResourceStatus(status),
                it.async(),
                it.created(),
                it.configCreated(),
                it.variants()));
  }

  /** Takes an endpoint away. */
  public void delete(String endpoint) {
    endpoints.remove(endpoint);
    tags.remove(arn(endpoint));
  }

  /** Takes a component away. */
  public void deleteComponent(String component) {
    components.remove(component);
    tags.remove(componentArn(component));
  }

  /** From now on, whether it finds components by their names in other letters. */
  public void answersAnyCase(boolean whether) {
    anyCase = whether;
  }

  /** Lets every call about that resource fail. */
  public void fail(String arnOrName) {
    broken.add(arnOrName);
  }

  /** All endpoints, as a list shows them. */
  List<Fleet.ListedEndpoint> listedEndpoints() {
    return endpoints.values().stream()
        .map(it ->
            new Fleet.ListedEndpoint(
                it.name(), it.arn(), it.status(), modified.getOrDefault(it.name(), MADE)))
        .toList();
  }

  /** All components, as a list shows them. */
  List<Fleet.ListedComponent> listedComponents() {
    return components.values().stream()
        .map(it ->
            new Fleet.ListedComponent(
                it.name(), it.arn(), it.status(), it.endpoint(), it.variant(), it.lastModified()))
        .toList();
  }

  /** All tags by ARN; what was never tagged is left out. */
  Map<String, Map<String, String>> allTags() {
    var tagged = new HashMap<>(tags);
    tagged.values().removeIf(Map::isEmpty);
    return tagged;
  }

  /** The calls made so far, as {@code tags <arn>} or {@code endpoint <name>}. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** The capacity that AWS is asked to run. */
  public int running(ResourceId id) {
    return switch (id) {
      case ResourceId.EndpointVariant(var endpoint, var name) ->
          Optional.ofNullable(endpoints.get(endpoint)).stream()
              .flatMap(it -> it.variants().stream())
              .filter(it -> it.name().equals(name))
              .mapToInt(it ->
                  it.serverless().flatMap(s -> s.provisionedConcurrency()).orElse(it.instances()))
              .findFirst()
              .orElse(0);
      case ResourceId.InferenceComponent(var name) ->
          Optional.ofNullable(components.get(name)).map(Component::copies).orElse(0);
    };
  }

  /** Asks for another capacity. */
  public void run(ResourceId id, int capacity) {
    switch (id) {
      case ResourceId.EndpointVariant(var endpoint, var name) ->
          change(
              endpoint,
              it ->
                  new Endpoint(
                      it.name(),
                      it.arn(),
                      it.status(),
                      it.async(),
                      it.created(),
                      it.configCreated(),
                      it.variants().stream()
                          .map(each -> each.name().equals(name) ? running(each, capacity) : each)
                          .toList()));
      case ResourceId.InferenceComponent(var name) ->
          components.computeIfPresent(
              name,
              (_, it) ->
                  new Component(
                      it.name(),
                      it.arn(),
                      it.status(),
                      it.endpoint(),
                      it.variant(),
                      it.adapter(),
                      capacity,
                      it.lastModified()));
    }
  }

  private static Variant running(Variant it, int capacity) {
    return new Variant(
        it.name(),
        capacity,
        it.instanceTypes(),
        it.serverless().map(s -> new Variant.Serverless(s.maxConcurrency(), Optional.of(capacity))),
        it.hostsComponents(),
        it.managedMinInstances(),
        it.shadow(),
        it.deployment());
  }

  private void change(String endpoint, UnaryOperator<Endpoint> change) {
    endpoints.computeIfPresent(endpoint, (_, it) -> change.apply(it));
  }

  private void called(String operation, String resource) {
    calls.add(operation + " " + resource);
    if (broken.contains(resource)) {
      throw new CallFailedException(
          Code.SERVICE_ERROR,
          operation + " of " + resource + " failed.",
          new IllegalStateException());
    }
  }

  @Override
  public Optional<Map<String, String>> tags(String arn) {
    called("tags", arn);
    return Optional.ofNullable(tags.get(arn));
  }

  @Override
  public Optional<Endpoint> endpoint(String name, @Nullable String likelyConfig) {
    called("endpoint", name);
    return Optional.ofNullable(endpoints.get(name));
  }

  @Override
  public Optional<String> endpointName(String lowerCased) {
    called("endpointName", lowerCased);
    return endpoints.keySet().stream().filter(lowerCased::equalsIgnoreCase).findFirst();
  }

  @Override
  public Optional<Component> component(String name) {
    called("component", name);
    return Optional.ofNullable(components.get(name))
        .or(() ->
            components.values().stream()
                .filter(it -> anyCase && it.name().equalsIgnoreCase(name))
                .findFirst());
  }

  @Override
  public Optional<String> componentName(String lowerCased) {
    called("componentName", lowerCased);
    return components.keySet().stream().filter(lowerCased::equalsIgnoreCase).findFirst();
  }

  @Override
  public List<String> componentsOf(String endpoint) {
    called("componentsOf", endpoint);
    return components.values().stream()
        .filter(it -> it.endpoint().equals(endpoint))
        .map(Component::name)
        .toList();
  }
}
