package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.fleet.PlannedTarget;
import io.github.tagscaler.command.fleet.ResourceFacts;
import io.github.tagscaler.command.target.ExistingTarget;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Audience;
import io.github.tagscaler.outcome.Audience.Occasion;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.scaling.ObservedTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Completes what the function's own code leaves out where the caller lacks a right: it decides
 * nothing then, but a part can still be shown.
 */
final class UnreadTargets {
  private final SageMakerResources resources;
  private final ScalingRegistry registry;
  private final PolicyReader policies;
  private final Catalog catalog;
  private final String stack;
  private final Instant now;

  UnreadTargets(
      SageMakerResources resources,
      ScalingRegistry registry,
      PolicyReader policies,
      Catalog catalog,
      String stack,
      Instant now) {
    this.resources = resources;
    this.registry = registry;
    this.policies = policies;
    this.catalog = catalog;
    this.stack = stack;
    this.now = now;
  }

  /** A planned target; where its resource could not be read, each one that is meant. */
  Stream<PlannedTarget> completed(PlannedTarget planned, ExistingTarget target) {
    return planned.resource().isPresent()
        ? Stream.of(planned)
        : ids(planned, target).map(id -> completed(id, target, planned.outcome()));
  }

  private static Stream<ResourceId> ids(PlannedTarget planned, ExistingTarget target) {
    return ResourceId.of(planned.id()).map(Stream::of).orElseGet(() -> target.ids().stream());
  }

  /** The targets, where nothing at all could be decided. */
  List<PlannedTarget> of(ExistingTarget target, String permission) {
    var problem =
        Problem.of(Code.ACCESS_DENIED, "The caller is not authorized to perform: " + permission);
    return target.ids().stream()
        .map(id ->
            completed(
                id,
                target,
                new Outcome(
                    id.wire(),
                    null,
                    null,
                    new Ending.Rejected(List.of(problem)),
                    List.of(),
                    true,
                    new Trigger(Trigger.Type.DIRECT, null, null, null),
                    stack,
                    Map.of(),
                    new Audience(true, Occasion.NEWS, target.arn()),
                    null)))
        .toList();
  }

  private PlannedTarget completed(ResourceId id, ExistingTarget target, Outcome outcome) {
    var facts = facts(id, target);
    return new PlannedTarget(
        target.subject(),
        about(id, outcome),
        facts,
        observed(id, facts),
        facts.flatMap(known -> desired(known, target)));
  }

  private static Outcome about(ResourceId id, Outcome outcome) {
    return new Outcome(
        id.wire(),
        outcome.dimension(),
        outcome.kind(),
        outcome.ending(),
        outcome.warnings(),
        outcome.dryRun(),
        outcome.trigger(),
        outcome.stack(),
        outcome.tags(),
        outcome.audience(),
        outcome.reset());
  }

  private Optional<ObservedTarget> observed(ResourceId id, Optional<ResourceFacts> facts) {
    return Attempt.of(
            "application-autoscaling:DescribeScalableTargets", () -> registry.observe(List.of(id)))
        .found()
        .orElse(List.of())
        .stream()
        .filter(target ->
            facts
                .flatMap(known -> known.scalability().scalable())
                .filter(resource -> resource.kind().dimension() == target.key().dimension())
                .isPresent())
        .findFirst();
  }

  private Optional<ResourceFacts> facts(ResourceId id, ExistingTarget target) {
    return switch (target) {
      case ExistingTarget.OfEndpoint(var endpoint) -> facts(endpoint, id);
      case ExistingTarget.OfVariant(var endpoint, _) -> facts(endpoint, id);
      case ExistingTarget.OfComponent(var component) ->
          Attempt.of(
                  "sagemaker:DescribeEndpoint",
                  () -> resources.endpoint(component.endpoint(), null))
              .found()
              .flatMap(host -> host)
              .map(host ->
                  new ResourceFacts(
                      component.arn(),
                      component.status(),
                      Scalability.of(host, component),
                      host.name(),
                      component.variant(),
                      List.of(),
                      0,
                      host.created(),
                      tags(component.arn()),
                      tags(host.arn())));
    };
  }

  private Optional<ResourceFacts> facts(Endpoint endpoint, ResourceId id) {
    return endpoint.variants().stream()
        .filter(variant -> id.equals(new EndpointVariant(endpoint.name(), variant.name())))
        .findFirst()
        .map(variant -> {
          var tags = tags(endpoint.arn());
          return new ResourceFacts(
              endpoint.arn(),
              endpoint.status(),
              Scalability.of(endpoint, variant),
              endpoint.name(),
              variant.name(),
              variant.instanceTypes(),
              variant.instances(),
              endpoint.created(),
              tags,
              tags);
        });
  }

  private Map<String, String> tags(String arn) {
    return Attempt.of("sagemaker:ListTags", () -> resources.tags(arn))
        .found()
        .flatMap(found -> found)
        .orElse(Map.of());
  }

  private Optional<DesiredPolicy> desired(ResourceFacts facts, ExistingTarget target) {
    var tags = policyTags(facts, target);
    var intent = tags.intent(now);
    return intent == Intent.SCALE || intent == Intent.PAUSED
        ? facts
            .scalability()
            .scalable()
            .flatMap(resource ->
                tags.desired(resource, catalog) instanceof Reading.Declared(var policy, _)
                    ? Optional.of(policy)
                    : Optional.empty())
        : Optional.empty();
  }

  private PolicyTags policyTags(ResourceFacts facts, ExistingTarget target) {
    return switch (target) {
      case ExistingTarget.OfComponent(var component) ->
          policies.component(
              component.name(), facts.tags(), facts.endpoint(), facts.endpointTags());
      case ExistingTarget.OfEndpoint(var endpoint) -> variantTags(endpoint, facts);
      case ExistingTarget.OfVariant(var endpoint, _) -> variantTags(endpoint, facts);
    };
  }

  private PolicyTags variantTags(Endpoint endpoint, ResourceFacts facts) {
    return policies.variant(
        endpoint.name(),
        facts.tags(),
        facts.variant(),
        endpoint.variants().stream().map(Variant::name).toList());
  }
}
