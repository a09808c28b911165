package io.github.tagscaler.resource;

import java.util.List;
import java.util.Optional;

/**
 * A resource that can be scaled, with all that policies need to know of it.
 *
 * @param endpoint the name of its endpoint
 * @param running the capacity that AWS is asked to run now, in the unit of its dimension
 * @param instanceTypes the instance types of a variant; none where not known or without meaning
 * @param maxConcurrency a serverless variant's most requests at once
 */
public record ScalableResource(
    ResourceId id,
    Kind kind,
    String endpoint,
    int running,
    List<String> instanceTypes,
    Optional<Integer> maxConcurrency) {
  public ScalableResource {
    instanceTypes = List.copyOf(instanceTypes);
  }
}
