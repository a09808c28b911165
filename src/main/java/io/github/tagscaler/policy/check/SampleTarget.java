package io.github.tagscaler.command.cli;

import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.resource.ScalableResource.ServerlessVariant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A target that need not exist, to try tags on.
 *
 * @param instanceTypes several for instance pools
 * @param maxConcurrency of a serverless variant
 */
public record SampleTarget(Kind kind, List<String> instanceTypes, int maxConcurrency) {
  private static final String ENDPOINT = "example";
  private static final String VARIANT = "AllTraffic";
  private static final String COMPONENT = "example";

  public SampleTarget {
    instanceTypes = List.copyOf(instanceTypes);
  }

  /** The resource. */
  public ScalableResource resource() {
    var arn = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/" + ENDPOINT;
    var variant = new EndpointVariant(ENDPOINT, VARIANT);
    return switch (kind) {
      case REAL_TIME -> new InstanceVariant(variant, false, arn, 1, instanceTypes);
      case ASYNC -> new InstanceVariant(variant, true, arn, 1, instanceTypes);
      case SERVERLESS -> new ServerlessVariant(variant, arn, 1, maxConcurrency);
      case COMPONENT ->
          new HostedComponent(
              new InferenceComponent(COMPONENT), arn, ENDPOINT, VARIANT, 1, Optional.of(0));
    };
  }

  /** Its tags, as the function reads them. */
  public PolicyTags tags(TagSet set, PolicyReader reader) {
    return tags(set, new TagSet(new LinkedHashMap<>()), reader);
  }

  /**
   * As the other method, with tags of the endpoint.
   *
   * @param ofEndpoint what a component inherits; nothing to other kinds
   */
  public PolicyTags tags(TagSet set, TagSet ofEndpoint, PolicyReader reader) {
    var tags = set.on(reader.tagPrefix());
    return kind == Kind.COMPONENT
        ? reader.component(COMPONENT, tags, ENDPOINT, ofEndpoint.on(reader.tagPrefix()))
        : reader.variant(ENDPOINT, tags, VARIANT, List.of(VARIANT));
  }

  /** Who carries its own tags, as messages say it. */
  public String holder() {
    return kind == Kind.COMPONENT ? "inference-component/" + COMPONENT : "endpoint/" + ENDPOINT;
  }
}
