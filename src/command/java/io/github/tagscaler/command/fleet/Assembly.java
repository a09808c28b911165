package io.github.tagscaler.command.fleet;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.scaling.ObservedTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts beside each outcome what it was decided by. */
final class Assembly {
  private final SageMakerResources resources;
  private final ScalingRegistry registered;
  private final PolicyReader policies;
  private final Catalog catalog;
  private final Instant now;

  Assembly(
      SageMakerResources resources,
      ScalingRegistry registered,
      PolicyReader policies,
      Catalog catalog,
      Instant now) {
    this.resources = resources;
    this.registered = registered;
    this.policies = policies;
    this.catalog = catalog;
    this.now = now;
  }

  /** The target that an outcome is about. */
  PlannedTarget target(Subject subject, Outcome outcome) {
    var id = ResourceId.of(outcome.resourceId());
    var read = id.flatMap(this::read);
    return new PlannedTarget(
        subject,
        outcome,
        read.map(Read::facts),
        id.flatMap(each -> observed(each, outcome)),
        read.flatMap(each -> desired(each, outcome)));
  }

  private record Read(ResourceFacts facts, PolicyTags tags) {}

  private Optional<Read> read(ResourceId id) {
    try {
      return switch (id) {
        case EndpointVariant(var endpoint, var variant) ->
            resources
                .endpoint(endpoint, null)
                .flatMap(found -> named(found, variant).map(each -> variant(found, each)));
        case InferenceComponent(var name) -> component(name);
      };
    } catch (CallFailedException _) {
      // The outcome says so.
      return Optional.empty();
    }
  }

  private static Optional<Variant> named(Endpoint endpoint, String variant) {
    return endpoint.variants().stream().filter(each -> each.name().equals(variant)).findFirst();
  }

  private Read variant(Endpoint endpoint, Variant variant) {
    var tags = tags(endpoint.arn());
    return new Read(
        new ResourceFacts(
            endpoint.arn(),
            endpoint.status(),
            Scalability.of(endpoint, variant),
            endpoint.name(),
            variant.name(),
            variant.instanceTypes(),
            variant.instances(),
            endpoint.created(),
            tags,
            tags),
        policies.variant(
            endpoint.name(),
            tags,
            variant.name(),
            endpoint.variants().stream().map(Variant::name).toList()));
  }

  private Optional<Read> component(String name) {
    return resources
        .component(name)
        .flatMap(component ->
            resources
                .endpoint(component.endpoint(), null)
                .map(host -> {
                  var tags = tags(component.arn());
                  var hostTags = tags(host.arn());
                  return new Read(
                      new ResourceFacts(
                          component.arn(),
                          component.status(),
                          Scalability.of(host, component),
                          host.name(),
                          component.variant(),
                          named(host, component.variant())
                              .map(Variant::instanceTypes)
                              .orElse(List.of()),
                          named(host, component.variant()).map(Variant::instances).orElse(0),
                          host.created(),
                          tags,
                          hostTags),
                      policies.component(name, tags, host.name(), hostTags));
                }));
  }

  private Map<String, String> tags(String arn) {
    return resources.tags(arn).orElse(Map.of());
  }

  private Optional<ObservedTarget> observed(ResourceId id, Outcome outcome) {
    try {
      var all = registered.observe(List.of(id));
      return all.stream()
          .filter(
              each -> outcome.dimension() == null || each.key().dimension() == outcome.dimension())
          .findFirst();
    } catch (CallFailedException _) {
      return Optional.empty();
    }
  }

  /** What its tags ask for, in the dimension that the outcome is about. */
  private Optional<DesiredPolicy> desired(Read read, Outcome outcome) {
    var intent = read.tags().intent(now);
    if (intent != Intent.SCALE && intent != Intent.PAUSED) {
      return Optional.empty();
    }
    return read.facts()
        .scalability()
        .scalable()
        .filter(
            each -> outcome.dimension() == null || each.kind().dimension() == outcome.dimension())
        .flatMap(each ->
            read.tags().desired(each, catalog) instanceof Reading.Declared(var policy, _)
                ? Optional.of(policy)
                : Optional.empty());
  }
}
