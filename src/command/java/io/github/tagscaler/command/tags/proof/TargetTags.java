package io.github.tagscaler.command.tags.proof;

import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the tags of a target are, and which are there.
 *
 * @param variants the names of all variants of its endpoint
 * @param own the tags of the resource that is tagged: of the component, or of the endpoint
 * @param endpoint the tags of its endpoint
 */
public record TargetTags(
    ScalableResource resource,
    List<String> variants,
    Map<String, String> own,
    Map<String, String> endpoint) {
  public TargetTags {
    variants = List.copyOf(variants);
    own = Map.copyOf(own);
    endpoint = Map.copyOf(endpoint);
  }

  /** What follows a key so that it concerns this target alone: of several variants, which one. */
  public String suffix() {
    return resource.id() instanceof EndpointVariant(_, var variant) && variants.size() > 1
        ? "@" + variant
        : "";
  }

  /** The tags as they are read when these are set, beside those that are there. */
  PolicyTags with(Map<String, String> keys, PolicyReader policies) {
    var tags = new TreeMap<>(own);
    tags.putAll(keys);
    return switch (resource.id()) {
      case EndpointVariant(var name, var variant) ->
          policies.variant(name, tags, variant, variants);
      case InferenceComponent(var name) ->
          policies.component(name, tags, resource.endpoint(), endpoint);
    };
  }
}
