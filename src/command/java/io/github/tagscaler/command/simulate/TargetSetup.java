package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.cli.TagSet;
import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.target.ExistingTarget;
import io.github.tagscaler.command.target.ExistingTarget.OfComponent;
import io.github.tagscaler.command.target.ExistingTarget.OfEndpoint;
import io.github.tagscaler.command.target.ExistingTarget.OfVariant;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A target of the account: its kind, its tags, and tag sets over them.
 *
 * @param endpoint its endpoint
 * @param tags its own, of the endpoint for a variant
 */
record TargetSetup(
    ScalableResource resource, Endpoint endpoint, Map<String, String> tags, PolicyInputs inputs) {

  /**
   * Finds a target.
   *
   * @throws UsageException if it cannot be scaled, or more than one of it can
   */
  static TargetSetup find(String text, Session session, PolicyInputs inputs) {
    var sageMaker = session.aws().resources();
    var target = session.target(text);
    var endpoint =
        switch (target) {
          case OfEndpoint(var found) -> found;
          case OfVariant(var found, _) -> found;
          case OfComponent(var component) ->
              sageMaker
                  .endpoint(component.endpoint(), null)
                  .orElseThrow(() ->
                      new CouldNotLookException(
                          "Its endpoint, %s, does not exist.".formatted(component.endpoint())));
        };
    var scalability =
        switch (target) {
          case OfEndpoint _ -> Scalability.of(endpoint, only(endpoint, sageMaker));
          case OfVariant(_, var variant) -> Scalability.of(endpoint, variant);
          case OfComponent(var component) -> Scalability.of(endpoint, component);
        };
    return switch (scalability) {
      case Scalability.Unscalable(_, var why) ->
          throw new UsageException(target.wire() + " " + Reasons.notScalable(why).predicate());
      case Scalability.Scalable(var resource) ->
          new TargetSetup(resource, endpoint, tags(target, sageMaker), inputs);
    };
  }

  private static Map<String, String> tags(ExistingTarget target, SageMakerResources sageMaker) {
    return sageMaker.tags(target.arn()).orElse(Map.of());
  }

  private static Variant only(Endpoint endpoint, SageMakerResources sageMaker) {
    var variants = endpoint.variants().stream().filter(each -> !each.shadow()).toList();
    if (variants.size() > 1) {
      throw new UsageException(
          "endpoint/%s has %d variants. Name one of them: %s."
              .formatted(
                  endpoint.name(),
                  variants.size(),
                  variants.stream()
                      .map(each -> new EndpointVariant(endpoint.name(), each.name()).wire())
                      .collect(Collectors.joining(", "))));
    }
    var variant = variants.getFirst();
    var components =
        variant.hostsComponents() ? sageMaker.componentsOf(endpoint.name()) : List.<String>of();
    if (!components.isEmpty()) {
      throw new UsageException(
          "endpoint/%s hosts inference components, which scale by themselves. Name one of them: %s."
              .formatted(
                  endpoint.name(),
                  components.stream()
                      .sorted()
                      .map(each -> "inference-component/" + each)
                      .collect(Collectors.joining(", "))));
    }
    return variant;
  }

  /** The tag sets over its tags, or its tags alone. */
  List<PolicyInput> policies(List<TagSet> sets, Session session) {
    if (sets.isEmpty()) {
      return List.of(
          inputs.read("the tags of " + resource.id().wire(), read(tags, session), resource));
    }
    var read = new ArrayList<PolicyInput>();
    for (var set : sets) {
      var merged = new HashMap<>(tags);
      inputs
          .reader()
          .prefixed(set.tags())
          .forEach((key, value) -> {
            merged.keySet().removeIf(key::equalsIgnoreCase);
            if (!value.isEmpty()) {
              merged.put(key, value);
            }
          });
      read.add(inputs.read(set.toString(), read(merged, session), resource));
    }
    return read;
  }

  private PolicyTags read(Map<String, String> own, Session session) {
    return resource instanceof ScalableResource.HostedComponent component
        ? inputs
            .reader()
            .component(
                component.id().component(),
                own,
                endpoint.name(),
                session.aws().resources().tags(endpoint.arn()).orElse(Map.of()))
        : inputs
            .reader()
            .variant(
                endpoint.name(),
                own,
                resource.variant(),
                endpoint.variants().stream().map(Variant::name).toList());
  }

  /** Its instance types. */
  List<String> instanceTypes() {
    return resource instanceof ScalableResource.InstanceVariant variant
        ? variant.instanceTypes()
        : List.of();
  }
}
