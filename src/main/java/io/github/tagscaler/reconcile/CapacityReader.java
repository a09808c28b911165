package io.github.tagscaler.reconcile;

import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.scaling.TargetKey;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the running capacity of one target from SageMaker. */
public final class CapacityReader {
  private final SageMakerResources sageMaker;

  /** A reader of that SageMaker. */
  public CapacityReader(SageMakerResources sageMaker) {
    this.sageMaker = sageMaker;
  }

  /**
   * The capacity that AWS is asked to run in that dimension; empty if the resource is gone, or is
   * not scaled in it.
   *
   * @throws CallFailedException if it cannot be read
   */
  public OptionalInt of(TargetKey key) {
    var found =
        switch (key.id()) {
          case EndpointVariant(var endpoint, var variant) ->
              sageMaker
                  .endpoint(endpoint, null)
                  .flatMap(there ->
                      there.variants().stream()
                          .filter(each -> each.name().equals(variant))
                          .findFirst()
                          .map(each -> Scalability.of(there, each)));
          case InferenceComponent(var name) -> component(name);
        };
    return found.map(what -> what.running(key.dimension())).orElse(OptionalInt.empty());
  }

  private Optional<Scalability> component(String name) {
    return sageMaker
        .component(name)
        .flatMap(component ->
            sageMaker
                .endpoint(component.endpoint(), null)
                .map(host -> Scalability.of(host, component)));
  }
}
