package io.github.tagscaler.resource;

import java.util.List;
import java.util.Optional;

/**
 * A resource that can be scaled, with all that policies need to know of it.
 *
 * @param arn the ARN of the component, or of the variant's endpoint
 * @param endpoint the name of its endpoint
 * @param variant the name of the variant that it is, or that hosts it
 * @param running the capacity that AWS is asked to run now, in the unit of its dimension
 * @param instanceTypes the instance types of a variant; none where not known or without meaning
 * @param maxConcurrency a serverless variant's most requests at once
 * @param hostMinInstances the fewest instances to which the variant that hosts a component can
 *     shrink; empty for variants, and where it is not known
 */
public record ScalableResource(
    ResourceId id,
    Kind kind,
    String arn,
    String endpoint,
    String variant,
    int running,
    List<String> instanceTypes,
    Optional<Integer> maxConcurrency,
    Optional<Integer> hostMinInstances) {
  public ScalableResource {
    instanceTypes = List.copyOf(instanceTypes);
  }

  /** The same on that instance type. */
  public ScalableResource on(String instanceType) {
    return new ScalableResource(
        id,
        kind,
        arn,
        endpoint,
        variant,
        running,
        List.of(instanceType),
        maxConcurrency,
        hostMinInstances);
  }
}
