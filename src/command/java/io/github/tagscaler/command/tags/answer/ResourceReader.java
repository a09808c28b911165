package io.github.tagscaler.command.tags.answer;

import io.github.tagscaler.command.target.ExistingTarget;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.scaling.ObservedTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a target on the command line names: an endpoint with all it hosts, or one of them. */
public final class ResourceReader {
  private final SageMakerResources sageMaker;
  private final ScalingRegistry registry;

  /** Reads from AWS. */
  public ResourceReader(SageMakerResources sageMaker, ScalingRegistry registry) {
    this.sageMaker = sageMaker;
    this.registry = registry;
  }

  /** The variants and components that are meant. */
  public List<ReadResource> read(ExistingTarget target) {
    return switch (target) {
      case ExistingTarget.OfEndpoint(var endpoint) -> endpoint(endpoint);
      case ExistingTarget.OfVariant(var endpoint, var variant) ->
          registered(List.of(variant(endpoint, variant, tags(endpoint.arn()))));
      case ExistingTarget.OfComponent(var component) ->
          registered(
              sageMaker.endpoint(component.endpoint(), null).stream()
                  .map(endpoint -> component(component, endpoint, tags(endpoint.arn())))
                  .toList());
    };
  }

  private List<ReadResource> endpoint(Endpoint endpoint) {
    var tags = tags(endpoint.arn());
    var all = new ArrayList<ReadResource>();
    endpoint.variants().stream()
        .filter(variant -> !variant.shadow())
        .map(variant -> variant(endpoint, variant, tags))
        .forEach(all::add);
    if (endpoint.variants().stream().anyMatch(Variant::hostsComponents)) {
      sageMaker.componentsOf(endpoint.name()).stream()
          .flatMap(name -> sageMaker.component(name).stream())
          .map(component -> component(component, endpoint, tags))
          .forEach(all::add);
    }
    return registered(all);
  }

  private Map<String, String> tags(String arn) {
    return sageMaker.tags(arn).orElse(Map.of());
  }

  private ReadResource component(
      Component component, Endpoint endpoint, Map<String, String> endpointTags) {
    return component(component, endpoint, tags(component.arn()), endpointTags);
  }

  static ReadResource component(
      Component component,
      Endpoint endpoint,
      Map<String, String> tags,
      Map<String, String> endpointTags) {
    return new ReadResource(
        Scalability.of(endpoint, component),
        component.arn(),
        names(endpoint),
        tags,
        endpointTags,
        List.of());
  }

  static ReadResource variant(Endpoint endpoint, Variant variant, Map<String, String> tags) {
    return new ReadResource(
        Scalability.of(endpoint, variant), endpoint.arn(), names(endpoint), tags, tags, List.of());
  }

  private static List<String> names(Endpoint endpoint) {
    return endpoint.variants().stream().map(Variant::name).toList();
  }

  private List<ReadResource> registered(List<ReadResource> read) {
    var observed = registry.observe(read.stream().map(each -> each.scalability().id()).toList());
    return read.stream().map(each -> each.with(of(each, observed))).toList();
  }

  private static List<ObservedTarget> of(ReadResource read, List<ObservedTarget> observed) {
    return observed.stream()
        .filter(target -> target.key().id().equals(read.scalability().id()))
        .toList();
  }
}
