package io.github.tagscaler.command.tags.proof;

import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.resource.ScalableResource.ServerlessVariant;
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

  /** The same when Application Auto Scaling has moved its capacity into these bounds. */
  TargetTags running(Bounds bounds) {
    int running = Math.clamp(resource.running(), bounds.min(), bounds.max());
    return new TargetTags(
        switch (resource) {
          case InstanceVariant(var id, var async, var arn, _, var types, _) ->
              new InstanceVariant(id, async, arn, running, types);
          case ServerlessVariant(var id, var arn, _, var most) ->
              new ServerlessVariant(id, arn, running, most);
          case HostedComponent(var id, var arn, var host, var variant, _, var least) ->
              new HostedComponent(id, arn, host, variant, running, least);
        },
        variants,
        own,
        endpoint);
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
