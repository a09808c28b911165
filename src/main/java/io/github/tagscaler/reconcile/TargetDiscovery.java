package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.outcome.Code;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
      SageMakerResources sageMaker,
      ScalingRegistry registry,
      OrphanFinder orphans,
      PolicyReader policies,
      String stack) {
    this.sageMaker = sageMaker;
    this.registry = registry;
    this.orphans = orphans;
    this.policies = policies;
    this.stack = stack;
  }

  /** A resource with its tags. */
  record Tagged<T>(T resource, Map<String, String> tags) {}

  /** The resource whose name differs only in case; empty if there is none, or it is unknown. */
  Optional<String> spelledOtherwise(Subject subject) {
    var name = subject.name().toLowerCase(Locale.ROOT);
    try {
      return switch (subject) {
        case Subject.Endpoint _ -> sageMaker.endpointName(name);
        case Subject.Component _ -> sageMaker.componentName(name);
      };
    } catch (CallFailedException unknown) {
      return Optional.empty();
    }
  }

  /** The targets that an event is about. */
  Discovery discover(Command.ReconcileResource command, Instant now) {
    return switch (command.subject()) {
      case Subject.Endpoint(var name, var fromArn) -> endpoint(name, fromArn, command, now);
      case Subject.Component(var name, var fromArn) -> component(name, fromArn, now);
    };
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

  /**
   * An endpoint that exists, with its tags.
   *
   * @param early its tags, if they were read already
   */
  Optional<Tagged<Endpoint>> endpointWithTags(
      String name, @Nullable String likelyConfig, Optional<Map<String, String>> early) {
    return sageMaker
        .endpoint(name, likelyConfig)
        .filter(endpoint -> !endpoint.status().deleting())
        .map(endpoint -> new Tagged<>(endpoint, early.orElseGet(() -> tags(endpoint.arn()))));
  }

  /** The tags of what was found a moment ago: a single wrong answer must not release anything. */
  private Map<String, String> tags(String arn) {
    return sageMaker
        .tags(arn)
        .orElseThrow(() ->
            new CallFailedException(
                Code.SERVICE_ERROR,
                "%s exists, but ListTags does not find it.".formatted(arn),
                null));
  }

  /**
   * Whether the discovery is still right: tags are the same, and deleted resources are still gone.
   */
  boolean stillHolds(Discovery discovery) {
    try {
      return discovery.tags().entrySet().stream()
              .allMatch(read -> sageMaker.tags(read.getKey()).equals(Optional.of(read.getValue())))
          && discovery.targets().stream()
              .filter(target -> target.now().isEmpty())
              .map(Target::id)
              .allMatch(orphans::isGone);
    } catch (CallFailedException unknown) {
      // The tags were right a moment ago; if they changed since, another event reports it.
      return true;
    }
  }

  /** The target of a variant. */
  Target variant(Tagged<Endpoint> endpoint, Variant variant, Instant now) {
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
  Discovery hosted(String name, Optional<Tagged<Endpoint>> host, Instant now) {
    var found =
        orphans.component(name).map(component -> new Tagged<>(component, tags(component.arn())));
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
