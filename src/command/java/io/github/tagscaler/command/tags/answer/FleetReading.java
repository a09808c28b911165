package io.github.tagscaler.command.tags.answer;

import static java.util.stream.Collectors.groupingBy;

import io.github.tagscaler.command.terminal.Progress;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.sweep.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads everything that is registered in the region, with the resources it is registered for. */
public final class FleetReading {
  /** Ten policies are read a second; nobody waits longer than this for an answer. */
  private static final Duration BUDGET = Duration.ofMinutes(30);

  /** How many resources are described at once. */
  private static final int AT_ONCE = 8;

  private final SageMakerResources sageMaker;
  private final Progress progress;
  private final Map<String, Optional<Endpoint>> endpoints = new ConcurrentHashMap<>();

  /** Reads from AWS. */
  public FleetReading(SageMakerResources sageMaker, Progress progress) {
    this.sageMaker = sageMaker;
    this.progress = progress;
  }

  /**
   * What is registered.
   *
   * @param resources those that exist
   * @param gone what is registered for resources that do not
   * @param unread the resources whose policies could not be read in time
   * @param bare how many endpoints and components have nothing registered
   */
  public record Registered(
      List<ReadResource> resources, List<ObservedTarget> gone, List<ResourceId> unread, int bare) {}

  /**
   * Reads it.
   *
   * @param listed how far the lists are
   */
  public Registered read(Fleet fleet, Supplier<Progress.Count> listed) {
    progress.now("Reading what is registered", listed);
    var snapshot = fleet.read(BUDGET);
    var byId = snapshot.targets().stream().collect(groupingBy(each -> each.key().id()));
    var ids = byId.keySet().stream().sorted(Comparator.comparing(ResourceId::wire)).toList();
    var done = new AtomicInteger();
    var resources = new ArrayList<ReadResource>();
    var gone = new ArrayList<ObservedTarget>();
    var unread = snapshot.unread().stream().map(key -> key.id()).distinct().toList();
    try (var executor = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var reads =
          ids.stream()
              .map(id ->
                  executor.submit(() -> {
                    var found = resource(id, snapshot);
                    progress.now("Reading resources", done.incrementAndGet(), ids.size());
                    return found;
                  }))
              .toList();
      for (int i = 0; i < ids.size(); i++) {
        var targets = byId.getOrDefault(ids.get(i), List.of());
        result(reads.get(i))
            .ifPresentOrElse(read -> resources.add(read.with(targets)), () -> gone.addAll(targets));
      }
    }
    return new Registered(
        resources.stream().filter(each -> !unread.contains(each.scalability().id())).toList(),
        gone,
        unread,
        bare(snapshot, byId));
  }

  private static <T> T result(Future<T> read) {
    try {
      return read.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof CallFailedException unread) {
        throw unread;
      }
      throw new IllegalStateException(failure.getCause());
    }
  }

  private static int bare(
      Fleet.Snapshot snapshot, Map<ResourceId, List<ObservedTarget>> registered) {
    var endpoints =
        registered.keySet().stream()
            .flatMap(
                id -> id instanceof EndpointVariant(var name, _) ? Stream.of(name) : Stream.empty())
            .toList();
    var hosting = snapshot.components().stream().map(Fleet.ListedComponent::endpoint).toList();
    long without =
        snapshot.endpoints().stream()
            .filter(each -> !endpoints.contains(each.name()) && !hosting.contains(each.name()))
            .count();
    long components =
        snapshot.components().stream()
            .filter(each -> !registered.containsKey(new InferenceComponent(each.name())))
            .count();
    return Math.toIntExact(without + components);
  }

  private Optional<ReadResource> resource(ResourceId id, Fleet.Snapshot snapshot) {
    return switch (id) {
      case EndpointVariant(var name, var variant) ->
          endpoint(name)
              .flatMap(endpoint ->
                  endpoint.variants().stream()
                      .filter(each -> each.name().equals(variant))
                      .findFirst()
                      .map(each ->
                          ResourceReader.variant(endpoint, each, tags(endpoint.arn(), snapshot))));
      case InferenceComponent(var name) ->
          sageMaker
              .component(name)
              .flatMap(component ->
                  endpoint(component.endpoint())
                      .map(endpoint -> component(component, endpoint, snapshot)));
    };
  }

  private ReadResource component(Component component, Endpoint endpoint, Fleet.Snapshot snapshot) {
    return ResourceReader.component(
        component, endpoint, tags(component.arn(), snapshot), tags(endpoint.arn(), snapshot));
  }

  private Optional<Endpoint> endpoint(String name) {
    return endpoints.computeIfAbsent(name, each -> sageMaker.endpoint(each, null));
  }

  private Map<String, String> tags(String arn, Fleet.Snapshot snapshot) {
    var listed = snapshot.tags().get(arn.toLowerCase(Locale.ROOT));
    return listed != null ? listed : sageMaker.tags(arn).orElse(Map.of());
  }
}
