package io.github.tagscaler.resource;

import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.resource.ScalableResource.ServerlessVariant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Whether a resource can be scaled, and as what; decided by its current state in AWS. */
public sealed interface Scalability {

  /** The resource in question. */
  ResourceId id();

  /** What can be scaled of it, if it can. */
  default Optional<ScalableResource> scalable() {
    return this instanceof Scalable(var resource) ? Optional.of(resource) : Optional.empty();
  }

  /** What runs, if it can be scaled in that dimension. */
  default OptionalInt running(ScalableDimension dimension) {
    return this instanceof Scalable(var resource) && resource.kind().dimension() == dimension
        ? OptionalInt.of(resource.running())
        : OptionalInt.empty();
  }

  /** It can. */
  record Scalable(ScalableResource resource) implements Scalability {
    @Override
    public ResourceId id() {
      return resource.id();
    }
  }

  /** It cannot. */
  record Unscalable(ResourceId id, NotScalable why) implements Scalability {}

  /**
   * Judges a variant. The order of the tests matters: a shadow host is a shadow, a burstable host a
   * host.
   */
  static Scalability of(Endpoint endpoint, Variant variant) {
    var id = new EndpointVariant(endpoint.name(), variant.name());
    if (variant.shadow()) {
      return new Unscalable(id, NotScalable.SHADOW_VARIANT);
    }
    if (variant.hostsComponents()) {
      return new Unscalable(id, NotScalable.HOSTS_COMPONENTS);
    }
    if (variant.serverless().isPresent()) {
      var serverless = variant.serverless().get();
      return serverless
          .provisionedConcurrency()
          .<Scalability>map(provisioned ->
              new Scalable(
                  new ServerlessVariant(
                      id, endpoint.arn(), provisioned, serverless.maxConcurrency())))
          .orElseGet(() -> new Unscalable(id, NotScalable.NO_PROVISIONED_CONCURRENCY));
    }
    if (variant.instanceTypes().stream().anyMatch(Scalability::burstable)) {
      return new Unscalable(id, NotScalable.BURSTABLE_INSTANCE);
    }
    return new Scalable(
        new InstanceVariant(
            id,
            endpoint.async(),
            endpoint.arn(),
            variant.instances(),
            variant.instanceTypes(),
            variant.deployment()));
  }

  /** Judges a component of an endpoint. */
  static Scalability of(Endpoint endpoint, Component component) {
    var id = new InferenceComponent(component.name());
    if (component.adapter()) {
      return new Unscalable(id, NotScalable.ADAPTER_COMPONENT);
    }
    return new Scalable(
        new HostedComponent(
            id,
            component.arn(),
            component.endpoint(),
            component.variant(),
            component.copies(),
            endpoint.variants().stream()
                .filter(host -> host.name().equals(component.variant()))
                .findFirst()
                // Where SageMaker does not manage them, they stay as many as they are.
                .map(host -> host.managedMinInstances().orElse(host.instances()))));
  }

  /** {@code ml.t2.medium}, {@code ml.t3.large}; but {@code ml.trn1.2xlarge} is Trainium. */
  Pattern BURSTABLE = Pattern.compile("ml\\.t[0-9].*");

  private static boolean burstable(String instanceType) {
    return BURSTABLE.matcher(instanceType).matches();
  }
}
