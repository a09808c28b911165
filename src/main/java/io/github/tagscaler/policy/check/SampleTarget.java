package io.github.tagscaler.policy.check;

import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.resource.ScalableResource.ServerlessVariant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A target that need not exist, to try tags on.
 *
 * @param variant the name of its variant, or of the variant that hosts a component
 * @param instanceTypes several for instance pools, none where they cannot be known
 * @param maxConcurrency of a serverless variant
 */
public record SampleTarget(
    Kind kind, String variant, List<String> instanceTypes, int maxConcurrency) {
  private static final String NAME = "example";

  public SampleTarget {
    instanceTypes = List.copyOf(instanceTypes);
  }

  /** The resource. */
  public ScalableResource resource() {
    var arn = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/" + NAME;
    var id = new EndpointVariant(NAME, variant);
    return switch (kind) {
      case REAL_TIME -> new InstanceVariant(id, false, arn, 1, instanceTypes);
      case ASYNC -> new InstanceVariant(id, true, arn, 1, instanceTypes);
      case SERVERLESS -> new ServerlessVariant(id, arn, 1, maxConcurrency);
      case COMPONENT ->
          new HostedComponent(new InferenceComponent(NAME), arn, NAME, variant, 1, Optional.of(0));
    };
  }

  /**
   * Tags on it, as the function reads them. Tagscaler's keys may lack the prefix.
   *
   * @param ofEndpoint what a component inherits; nothing to other kinds
   */
  public PolicyTags tags(
      Map<String, String> own, Map<String, String> ofEndpoint, PolicyReader reader) {
    return tags(own, ofEndpoint, reader, Set.of());
  }

  /**
   * The same.
   *
   * @param others keys of other tags, even if they are near to one of Tagscaler's
   */
  PolicyTags tags(
      Map<String, String> own,
      Map<String, String> ofEndpoint,
      PolicyReader reader,
      Set<String> others) {
    var tags = reader.prefixed(own, others);
    return kind == Kind.COMPONENT
        ? reader.component(NAME, tags, NAME, reader.prefixed(ofEndpoint, others))
        : reader.variant(NAME, tags, variant, List.of(variant));
  }

  /** What carries its own tags, as messages say it. */
  public String holder() {
    return kind == Kind.COMPONENT ? "inference-component/" + NAME : "endpoint/" + NAME;
  }
}
