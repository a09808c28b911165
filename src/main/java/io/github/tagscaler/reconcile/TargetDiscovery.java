package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.scaling.ManagedNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the targets that an event is about, as SageMaker shows them now: an endpoint's variants and
 * components, or one component.
 */
final class TargetDiscovery {
  /** A resource older than this is settled: its outcome has been reported before. */
  private static final Duration SETTLED = Duration.ofDays(1);

  private final SageMakerResources sageMaker;
  private final ScalingRegistry registry;
  private final OrphanFinder orphans;
  private final PolicyReader policies;
  private final String stack;

  TargetDiscovery(
      SageMakerResources sageMaker, ScalingRegistry registry, PolicyReader policies, String stack) {
    this.sageMaker = sageMaker;
    this.registry = registry;
    this.orphans = new OrphanFinder(sageMaker, registry, stack);
    this.policies = policies;
    this.stack = stack;
  }

  /**
   * The targets that were found.
   *
   * @param targets the targets, each on its own
   * @param tags the tags that were read, by ARN
   * @param unread the components that could not be read; they stop none of the others
   */
  record Discovery(
      List<Target> targets,
      Map<String, Map<String, String>> tags,
      Map<ResourceId, CallFailedException> unread) {
    static final Discovery NOTHING = gone(List.of());

    private static Discovery gone(List<Target> targets) {
      return new Discovery(targets, Map.of(), Map.of());
    }
  }

  /** A resource with its tags. */
  private record Tagged<T>(T resource, Map<String, String> tags) {}

  /** The targets that an event is about. */
  Discovery discover(Command.ReconcileResource command, Instant now) {
    return switch (command.subject()) {
      case Subject.Endpoint(var name, var fromArn) -> endpoint(name, fromArn, command, now);
      case Subject.Component(var name, var fromArn) -> component(name, fromArn, now);
    };
  }

  /**
   * The targets of a sweep item: one component, or an endpoint without its components, which have
   * items of their own.
   */
  Discovery discover(Command.SweepItem item, Instant now) {
    return switch (item.command().subject()) {
      case Subject.Endpoint(var name, _) -> swept(name, item, now);
      case Subject.Component(var name, _) -> sweptComponent(name, now);
    };
  }

  private Discovery swept(String name, Command.SweepItem item, Instant now) {
    var arn = item.command().hint().arn();
    var early =
        arn != null && item.known().isEmpty() && !policies.hasStackDefault()
            ? sageMaker.tags(arn)
            : Optional.<Map<String, String>>empty();
    if (early.isPresent() && !policies.concerns(early.get())) {
      return Discovery.NOTHING;
    }
    var found = endpointWithTags(name, null, early);
    var prefix = ManagedNames.variantAlarmPrefix(stack, name);
    if (found.isEmpty()) {
      return Discovery.gone(orphans.of(item.known(), List.of(prefix)));
    }
    var endpoint = found.get();
    var variants = endpoint.resource().variants();
    var alarms =
        registry.alarms(
            List.of(ManagedNames.variantAlarmPrefix(stack, endpoint.resource().name())));
    var targets = new ArrayList<Target>();
    variants.stream()
        .map(variant -> variant(endpoint, variant, now))
        .map(target -> target.with(orphans.among(alarms, target.id())))
        .forEach(targets::add);
    // Gone because a variant was renamed, or the endpoint is another one whose name differs by case
    // alone.
    var gone =
        endpoint.resource().status().changing()
            ? List.<ResourceId>of()
            : Stream.concat(
                    item.known().stream(),
                    alarms.stream()
                        // A shortened alarm name may look like that of another variant.
                        .filter(alarm ->
                            targets.stream()
                                .noneMatch(target -> target.orphanedAlarms().contains(alarm)))
                        .flatMap(alarm -> ManagedNames.resourceOf(stack, alarm.name()).stream()))
                .distinct()
                .filter(id -> targets.stream().noneMatch(target -> target.id().equals(id)))
                .toList();
    if (!gone.isEmpty()) {
      targets.addAll(orphans.of(gone, List.of()));
    }
    return new Discovery(
        List.copyOf(targets), Map.of(endpoint.resource().arn(), endpoint.tags()), Map.of());
  }

  private Discovery sweptComponent(String name, Instant now) {
    var discovery = hosted(name, Optional.empty(), now);
    if (discovery.targets().stream().allMatch(target -> target.now().isEmpty())) {
      return discovery;
    }
    var alarms = registry.alarms(ManagedNames.alarmPrefixes(stack, new InferenceComponent(name)));
    return new Discovery(
        discovery.targets().stream()
            .map(target -> target.with(orphans.among(alarms, target.id())))
            .toList(),
        discovery.tags(),
        discovery.unread());
  }

  private Discovery endpoint(
      String named, boolean fromArn, Command.ReconcileResource command, Instant now) {
    var early = earlyTags(command);
    if (early.isPresent() && !policies.concerns(early.get())) {
      return Discovery.NOTHING;
    }
    var name = fromArn ? sageMaker.endpointName(named) : Optional.of(named);
    var found =
        name.flatMap(exact -> endpointWithTags(exact, command.hint().endpointConfigName(), early));
    if (found.isEmpty()) {
      return Discovery.gone(orphans.ofEndpoint(name.orElse(named)));
    }
    var endpoint = found.get();
    if (mayBeAScalingActivity(command) && !policies.concerns(endpoint.tags())) {
      return Discovery.NOTHING;
    }
    var variants = endpoint.resource().variants();
    var targets = new ArrayList<Target>();
    var tags = new HashMap<String, Map<String, String>>();
    var unread = new LinkedHashMap<ResourceId, CallFailedException>();
    variants.forEach(variant -> targets.add(variant(endpoint, variant, now)));
    tags.put(endpoint.resource().arn(), endpoint.tags());
    if (variants.stream().anyMatch(Variant::hostsComponents)) {
      for (var component : sageMaker.componentsOf(endpoint.resource().name())) {
        try {
          var discovery = hosted(component, Optional.of(endpoint), now);
          targets.addAll(discovery.targets());
          tags.putAll(discovery.tags());
        } catch (CallFailedException failure) {
          unread.put(new InferenceComponent(component), failure);
        }
      }
    }
    return new Discovery(List.copyOf(targets), Map.copyOf(tags), unread);
  }

  /**
   * The endpoint's tags, read first if they alone can end the run: every scaling activity of every
   * endpoint in the region sends IN_SERVICE again, and one call has to be enough to find out that
   * an endpoint has no tag under the prefix.
   */
  private Optional<Map<String, String>> earlyTags(Command.ReconcileResource command) {
    var arn = command.hint().arn();
    return mayBeAScalingActivity(command) && arn != null ? sageMaker.tags(arn) : Optional.empty();
  }

  /** Whether a scaling activity may have sent the event; without tags it has no outcome then. */
  private boolean mayBeAScalingActivity(Command.ReconcileResource command) {
    return command.cause() == Cause.IN_SERVICE && !policies.hasStackDefault();
  }

  private Optional<Tagged<Endpoint>> endpointWithTags(
      String name, @Nullable String likelyConfig, Optional<Map<String, String>> early) {
    return sageMaker
        .endpoint(name, likelyConfig)
        .filter(endpoint -> !endpoint.status().deleting())
        .flatMap(endpoint ->
            early
                .or(() -> sageMaker.tags(endpoint.arn()))
                .map(tags -> new Tagged<>(endpoint, tags)));
  }

  /**
   * Whether the discovery is still right: tags are the same, and deleted resources are still gone.
   */
  boolean stillHolds(Discovery discovery) {
    return discovery.tags().entrySet().stream()
            .allMatch(read -> sageMaker.tags(read.getKey()).equals(Optional.of(read.getValue())))
        && discovery.targets().stream()
            .filter(target -> target.now().isEmpty())
            .map(Target::id)
            .allMatch(orphans::isGone);
  }

  private Target variant(Tagged<Endpoint> endpoint, Variant variant, Instant now) {
    var resource = endpoint.resource();
    var names = resource.variants().stream().map(Variant::name).toList();
    return Target.present(
        new EndpointVariant(resource.name(), variant.name()),
        new Target.Present(
            Scalability.of(resource, variant),
            resource.status(),
            policies.variant(resource.name(), endpoint.tags(), variant.name(), names),
            endpoint.tags(),
            policies.concerns(endpoint.tags()),
            resource.arn(),
            settled(resource, now),
            false));
  }

  private static boolean settled(Endpoint endpoint, Instant now) {
    var newest =
        endpoint
            .configCreated()
            .filter(config -> config.isAfter(endpoint.created()))
            .orElse(endpoint.created());
    return newest.isBefore(now.minus(SETTLED));
  }

  private Discovery component(String named, boolean fromArn, Instant now) {
    var name = fromArn ? sageMaker.componentName(named) : Optional.of(named);
    return name.isEmpty()
        ? Discovery.gone(
            orphans.of(
                registry.componentNamed(named),
                ManagedNames.alarmPrefixes(stack, new InferenceComponent(named))))
        : hosted(name.get(), Optional.empty(), now);
  }

  /**
   * A component.
   *
   * @param host its endpoint, if it is known already
   */
  private Discovery hosted(String name, Optional<Tagged<Endpoint>> host, Instant now) {
    var found =
        orphans
            .component(name)
            .flatMap(component ->
                sageMaker.tags(component.arn()).map(tags -> new Tagged<>(component, tags)));
    if (found.isEmpty()) {
      return Discovery.gone(orphans.of(new InferenceComponent(name)));
    }
    var component = found.get();
    var endpoint =
        host.or(() -> endpointWithTags(component.resource().endpoint(), null, Optional.empty()));
    // A component whose endpoint is gone serves no requests: it is gone, too. An
    // endpoint whose name differs only in case is another one.
    return endpoint
        .filter(there -> there.resource().name().equals(component.resource().endpoint()))
        .map(there ->
            new Discovery(
                List.of(component(component, there, now)),
                Map.of(
                    component.resource().arn(),
                    component.tags(),
                    there.resource().arn(),
                    there.tags()),
                Map.of()))
        .orElseGet(
            () -> Discovery.gone(orphans.of(new InferenceComponent(component.resource().name()))));
  }

  private Target component(Tagged<Component> component, Tagged<Endpoint> endpoint, Instant now) {
    var resource = component.resource();
    return Target.present(
        new InferenceComponent(resource.name()),
        new Target.Present(
            Scalability.of(endpoint.resource(), resource),
            resource.status(),
            policies.component(
                resource.name(), component.tags(), endpoint.resource().name(), endpoint.tags()),
            component.tags(),
            policies.concerns(component.tags()) || policies.concerns(endpoint.tags()),
            resource.arn(),
            settled(endpoint.resource(), now),
            !waitedLong(resource, now)));
  }

  /** Two hours after its last change only sweeps wait for a component. */
  private static boolean waitedLong(Component component, Instant now) {
    return component.lastModified().isBefore(now.minus(Duration.ofHours(2)));
  }
}
