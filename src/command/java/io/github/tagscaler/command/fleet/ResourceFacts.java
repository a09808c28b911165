package io.github.tagscaler.command.fleet;

import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.Scalability;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What SageMaker says of a variant or component.
 *
 * @param arn the ARN of the component, or of the variant's endpoint
 * @param endpoint the name of its endpoint
 * @param variant the name of the variant that it is, or that hosts it
 * @param instanceTypes the instance types of that variant; none where they are not known
 * @param instances how many instances the variant runs; for a component, the variant that hosts it
 * @param created when its endpoint was made
 * @param tags its own tags: the component's, or the variant's endpoint's
 * @param endpointTags its endpoint's tags
 */
public record ResourceFacts(
    String arn,
    ResourceStatus status,
    Scalability scalability,
    String endpoint,
    String variant,
    List<String> instanceTypes,
    int instances,
    Instant created,
    Map<String, String> tags,
    Map<String, String> endpointTags) {
  public ResourceFacts {
    instanceTypes = List.copyOf(instanceTypes);
    tags = Map.copyOf(tags);
    endpointTags = Map.copyOf(endpointTags);
  }
}
