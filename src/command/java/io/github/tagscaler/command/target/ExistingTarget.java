package io.github.tagscaler.command.target;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Variant;
import java.util.List;

/** A target that was named on the command line, as SageMaker describes it now. */
public sealed interface ExistingTarget {
  /** An endpoint, with all its variants. */
  record OfEndpoint(Endpoint endpoint) implements ExistingTarget {}

  /** One variant of an endpoint. */
  record OfVariant(Endpoint endpoint, Variant variant) implements ExistingTarget {}

  /** An inference component. */
  record OfComponent(Component component) implements ExistingTarget {}

  /** The resource whose tags count. */
  default Subject subject() {
    return switch (this) {
      case OfEndpoint(var endpoint) -> new Subject.Endpoint(endpoint.name(), false);
      case OfVariant(var endpoint, _) -> new Subject.Endpoint(endpoint.name(), false);
      case OfComponent(var component) -> new Subject.Component(component.name(), false);
    };
  }

  /** The ARN of that resource. */
  default String arn() {
    return switch (this) {
      case OfEndpoint(var endpoint) -> endpoint.arn();
      case OfVariant(var endpoint, _) -> endpoint.arn();
      case OfComponent(var component) -> component.arn();
    };
  }

  /** What Application Auto Scaling calls it; each variant of an endpoint. */
  default List<ResourceId> ids() {
    return switch (this) {
      case OfEndpoint(var endpoint) ->
          endpoint.variants().stream()
              .<ResourceId>map(variant -> new EndpointVariant(endpoint.name(), variant.name()))
              .toList();
      case OfVariant(var endpoint, var variant) ->
          List.of(new EndpointVariant(endpoint.name(), variant.name()));
      case OfComponent(var component) -> List.of(new InferenceComponent(component.name()));
    };
  }

  /** As it is written on the command line: {@code endpoint/chat}. */
  default String wire() {
    return switch (this) {
      case OfEndpoint(var endpoint) -> "endpoint/" + endpoint.name();
      case OfVariant _, OfComponent _ -> ids().getFirst().wire();
    };
  }
}
