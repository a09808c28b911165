package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
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

/**
 * Finds the targets that an event is about, as SageMaker shows them now: an endpoint's variants and
 * components, or one component.
 */
final class TargetDiscovery {
  /** A resource older than this is not new any more: what is said of it has been said. */
  private static final Duration SETTLED = Duration.ofDays(1);

  private final SageMakerResources sageMaker;
  private final ScalingRegistry registry;
  private final OrphanFinder leftovers;
  private final PolicyReader policies;
  private final String stack;

  TargetDiscovery(
      SageMakerResources sageMaker, ScalingRegistry registry, PolicyReader policies, String stack) {
    this.sageMaker = sageMaker;
    this.registry = registry;
    this.leftovers = new OrphanFinder(sageMaker, registry, stack);
    this.policies = policies;
    this.stack = stack;
  }

  /**
   * What was found.
   *
   * @param targets the targets, each on its own
   * @param tags the tags that were read, by ARN
   * @param unread the components that could not be read; they stop none of the others
   */
  record Survey(
      List<Target> targets,
      Map<String, Map<String, String>> tags,
      Map<ResourceId, CallFailedException> unread) {
    static final Survey NOTHING = gone(List.of());

    private static Survey gone(List<Target> targets) {
      return new Survey(targets, Map.of(), Map.of());
    }
  }

  /** An endpoint with its tags. */
  private record Tagged<T>(T resource, Map<String, String> tags) {}

  /** What an event is about. */
  Survey survey(Command.ReconcileResource look, Instant now) {
    return switch (look.subject()) {
      case Subject.Endpoint(var name, var fromArn) -> endpoint(name, fromArn, look, now);
      case Subject.Component(var name, var fromArn) ->
          component(name, fromArn, !look.dryRun(), now);
    };
  }

  /**
   * What a part of a sweep is about: one component, or an endpoint without its components, which
   * are parts of their own.
   */
  Survey survey(Command.SweepItem piece, Instant now) {
    return switch (piece.command().subject()) {
      case Subject.Endpoint(var name, _) -> swept(name, piece, now);
      case Subject.Component(var name, _) -> sweptComponent(name, now);
    };
  }

  private Survey swept(String name, Command.SweepItem piece, Instant now) {
    var arn = piece.command().hint().arn();
    var early =
        arn != null && piece.known().isEmpty() && !policies.hasStackDefault()
            ? sageMaker.tags(arn)
            : Optional.<Map<String, String>>empty();
    if (early.isPresent() && !policies.concerns(early.get())) {
      return Survey.NOTHING;
    }
    var found = endpointWithTags(name, Hint.NONE, early);
    var prefix = ManagedNames.variantAlarmPrefix(stack, name);
    if (found.isEmpty()) {
      return Survey.gone(leftovers.of(piece.known(), List.of(prefix)));
    }
    var endpoint = found.get();
    var variants = endpoint.resource().variants();
    var alarms =
        registry.alarms(
            List.of(ManagedNames.variantAlarmPrefix(stack, endpoint.resource().name())));
    var targets = new ArrayList<Target>();
    variants.stream()
        .map(variant -> variant(endpoint, variant, now))
        .map(target -> target.with(leftovers.among(alarms, target.id())))
        .forEach(targets::add);
    // A variant was renamed, or the endpoint is another one whose name differs by case alone.
    var gone =
        endpoint.resource().status().changing()
            ? List.<ResourceId>of()
            : Stream.concat(
                    piece.known().stream(),
                    alarms.stream()
                        // A name that was cut may read as that of another variant.
                        .filter(alarm ->
                            targets.stream().noneMatch(target -> target.strays().contains(alarm)))
                        .flatMap(alarm -> ManagedNames.resourceOf(stack, alarm.name()).stream()))
                .distinct()
                .filter(id -> targets.stream().noneMatch(target -> target.id().equals(id)))
                .toList();
    if (!gone.isEmpty()) {
      targets.addAll(leftovers.of(gone, List.of()));
    }
    return new Survey(
        List.copyOf(targets), Map.of(endpoint.resource().arn(), endpoint.tags()), Map.of());
  }

  private Survey sweptComponent(String name, Instant now) {
    var survey = hosted(name, Optional.empty(), false, now);
    if (survey.targets().stream().allMatch(target -> target.now().isEmpty())) {
      return survey;
    }
    var alarms = registry.alarms(ManagedNames.alarmPrefixes(stack, new InferenceComponent(name)));
    return new Survey(
        survey.targets().stream()
            .map(target -> target.with(leftovers.among(alarms, target.id())))
            .toList(),
        survey.tags(),
        survey.unread());
  }

  private Survey endpoint(
      String named, boolean fromArn, Command.ReconcileResource look, Instant now) {
    var early = earlyTags(look);
    if (early.isPresent() && !policies.concerns(early.get())) {
      return Survey.NOTHING;
    }
    var name = fromArn ? sageMaker.endpointName(named) : Optional.of(named);
    var found = name.flatMap(exact -> endpointWithTags(exact, look.hint(), early));
    if (found.isEmpty()) {
      return Survey.gone(leftovers.ofEndpoint(name.orElse(named)));
    }
    var endpoint = found.get();
    if (mayBeAScalingActivity(look) && !policies.concerns(endpoint.tags())) {
      return Survey.NOTHING;
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
          var survey = hosted(component, Optional.of(endpoint), waitsForComponents(look), now);
          targets.addAll(survey.targets());
          tags.putAll(survey.tags());
        } catch (CallFailedException failure) {
          unread.put(new InferenceComponent(component), failure);
        }
      }
    }
    return new Survey(List.copyOf(targets), Map.copyOf(tags), unread);
  }

  /**
   * The endpoint's tags, read before all else where they alone may end the run: every scaling
   * activity of every endpoint in the region sends IN_SERVICE again, and for an endpoint that
   * carries no tag of ours one call has to be enough to know so.
   */
  private Optional<Map<String, String>> earlyTags(Command.ReconcileResource look) {
    var arn = look.hint().arn();
    return mayBeAScalingActivity(look) && arn != null ? sageMaker.tags(arn) : Optional.empty();
  }

  /** Of which nothing is to be told where nobody asked for scaling. */
  private boolean mayBeAScalingActivity(Command.ReconcileResource look) {
    return look.cause() == Cause.IN_SERVICE && !policies.hasStackDefault();
  }

  private Optional<Tagged<Endpoint>> endpointWithTags(
      String name, Hint hint, Optional<Map<String, String>> early) {
    return sageMaker
        .endpoint(name, hint)
        .filter(endpoint -> !endpoint.status().deleting())
        .flatMap(endpoint ->
            early
                .or(() -> sageMaker.tags(endpoint.arn()))
                .map(tags -> new Tagged<>(endpoint, tags)));
  }

  /** Whether all that was found is still so: tags say the same, and what was gone is gone. */
  boolean stands(Survey survey) {
    return survey.tags().entrySet().stream()
            .allMatch(read -> sageMaker.tags(read.getKey()).equals(Optional.of(read.getValue())))
        && survey.targets().stream()
            .filter(target -> target.now().isEmpty())
            .map(Target::id)
            .allMatch(leftovers::isGone);
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

  /**
   * Whether a component that is on its way has to be looked at again for this: for tags that reach
   * it, yes; that its endpoint is in service says nothing new of it.
   */
  private static boolean waitsForComponents(Command.ReconcileResource look) {
    return (look.cause() == Cause.TAGS_CHANGED || look.cause() == Cause.REQUESTED)
        && !look.dryRun();
  }

  private Survey component(String named, boolean fromArn, boolean waits, Instant now) {
    var name = fromArn ? sageMaker.componentName(named) : Optional.of(named);
    return name.isEmpty()
        ? Survey.gone(
            leftovers.of(
                registry.componentNamed(named),
                ManagedNames.alarmPrefixes(stack, new InferenceComponent(named))))
        : hosted(name.get(), Optional.empty(), waits, now);
  }

  /**
   * A component.
   *
   * @param host its endpoint, if it is known already
   * @param waits whether it is to be looked at again if it is on its way
   */
  private Survey hosted(String name, Optional<Tagged<Endpoint>> host, boolean waits, Instant now) {
    var found =
        leftovers
            .component(name)
            .flatMap(component ->
                sageMaker.tags(component.arn()).map(tags -> new Tagged<>(component, tags)));
    if (found.isEmpty()) {
      return Survey.gone(leftovers.of(new InferenceComponent(name)));
    }
    var component = found.get();
    var endpoint =
        host.or(
            () -> endpointWithTags(component.resource().endpoint(), Hint.NONE, Optional.empty()));
    // A component that its endpoint left behind serves nobody: it is gone, too. One whose name
    // differs by case alone is another endpoint, if SageMaker should give that instead.
    return endpoint
        .filter(there -> there.resource().name().equals(component.resource().endpoint()))
        .map(there ->
            new Survey(
                List.of(component(component, there, waits, now)),
                Map.of(
                    component.resource().arn(),
                    component.tags(),
                    there.resource().arn(),
                    there.tags()),
                Map.of()))
        .orElseGet(
            () -> Survey.gone(leftovers.of(new InferenceComponent(component.resource().name()))));
  }

  private Target component(
      Tagged<Component> component, Tagged<Endpoint> endpoint, boolean waits, Instant now) {
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
            waits && !waitedLong(resource, now)));
  }

  /** Two hours after its last change nobody waits for a component any more but the sweep. */
  private static boolean waitedLong(Component component, Instant now) {
    return component.lastModified().isBefore(now.minus(Duration.ofHours(2)));
  }
}
