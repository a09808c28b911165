package io.github.tagscaler.command.tags.answer;

import io.github.tagscaler.command.tags.proof.TargetTags;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.ObservedTarget;
import java.util.List;
import java.util.Map;

/**
 * A variant or component as SageMaker and Application Auto Scaling have it.
 *
 * @param arn of the resource that is tagged: the component, or the variant's endpoint
 * @param variants the names of all variants of its endpoint
 * @param tags of the resource that is tagged
 * @param endpointTags of its endpoint
 * @param registered its scalable targets, in any dimension
 */
public record ReadResource(
    Scalability scalability,
    String arn,
    List<String> variants,
    Map<String, String> tags,
    Map<String, String> endpointTags,
    List<ObservedTarget> registered) {
  public ReadResource {
    variants = List.copyOf(variants);
    tags = Map.copyOf(tags);
    endpointTags = Map.copyOf(endpointTags);
    registered = List.copyOf(registered);
  }

  /** The same with its scalable targets. */
  ReadResource with(List<ObservedTarget> targets) {
    return new ReadResource(scalability, arn, variants, tags, endpointTags, targets);
  }

  TargetTags tagsOf(ScalableResource resource) {
    return new TargetTags(resource, variants, tags, endpointTags);
  }
}
