package io.github.tagscaler.event;

import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;

/**
 * The resource that an event is about. An event only names it: whether it exists, and even how its
 * name is spelled, SageMaker decides.
 */
public sealed interface Subject {

  /** The name, spelled as {@link #fromArn} allows. */
  String name();

  /**
   * Whether the name was taken from an ARN. SageMaker lower-cases names in ARNs, so such a name may
   * differ in case from the resource's own and is good for finding it only.
   */
  boolean fromArn();

  /** The endpoint or component that a resource ID of Application Auto Scaling belongs to. */
  static Subject of(ResourceId id) {
    return switch (id) {
      case EndpointVariant(var endpoint, _) -> new Endpoint(endpoint, false);
      case InferenceComponent(var component) -> new Component(component, false);
    };
  }

  /** An endpoint, with its variants and its components. */
  record Endpoint(String name, boolean fromArn) implements Subject {}

  /** One inference component. */
  record Component(String name, boolean fromArn) implements Subject {}
}
