package io.github.tagscaler.resource;

import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import java.util.List;
import java.util.Optional;

/** A resource that can be scaled, with all that policies need to know of it. */
public sealed interface ScalableResource {

  ResourceId id();

  Kind kind();

  /** The ARN of the component, or of the variant's endpoint. */
  String arn();

  /** The name of its endpoint. */
  String endpoint();

  /** The name of the variant that it is, or that hosts it. */
  String variant();

  /** The capacity that AWS is asked to run now, in the unit of its dimension. */
  int running();

  /** What its last deployment set up; empty if that is not known, or sets up no capacity. */
  default Optional<Deployment> lastDeployment() {
    return switch (this) {
      case InstanceVariant variant -> variant.deployment();
      case ServerlessVariant _, HostedComponent _ -> Optional.empty();
    };
  }

  /** The highest capacity that its own configuration allows; empty where it sets no limit. */
  default Optional<Integer> highestMax() {
    return switch (this) {
      case ServerlessVariant serverless -> Optional.of(serverless.maxConcurrency());
      case InstanceVariant _, HostedComponent _ -> Optional.empty();
    };
  }

  /**
   * A variant on instances.
   *
   * @param async whether its endpoint answers asynchronously
   * @param instanceTypes its instance types: several for instance pools, none where not known
   * @param deployment what its last deployment set up; empty where not known
   */
  record InstanceVariant(
      EndpointVariant id,
      boolean async,
      String arn,
      int running,
      List<String> instanceTypes,
      Optional<Deployment> deployment)
      implements ScalableResource {
    public InstanceVariant {
      instanceTypes = List.copyOf(instanceTypes);
    }

    /** A variant of whose deployment nothing is known. */
    public InstanceVariant(
        EndpointVariant id, boolean async, String arn, int running, List<String> instanceTypes) {
      this(id, async, arn, running, instanceTypes, Optional.empty());
    }

    @Override
    public Kind kind() {
      return async ? Kind.ASYNC : Kind.REAL_TIME;
    }

    @Override
    public String endpoint() {
      return id.endpoint();
    }

    @Override
    public String variant() {
      return id.variant();
    }

    /** The same on that instance type. */
    public InstanceVariant on(String instanceType) {
      return new InstanceVariant(id, async, arn, running, List.of(instanceType), deployment);
    }
  }

  /**
   * A serverless variant with provisioned concurrency.
   *
   * @param maxConcurrency the most requests at once
   */
  record ServerlessVariant(EndpointVariant id, String arn, int running, int maxConcurrency)
      implements ScalableResource {
    @Override
    public Kind kind() {
      return Kind.SERVERLESS;
    }

    @Override
    public String endpoint() {
      return id.endpoint();
    }

    @Override
    public String variant() {
      return id.variant();
    }
  }

  /**
   * An inference component.
   *
   * @param hostMinInstances the fewest instances to which the variant that hosts it can shrink;
   *     empty where not known
   */
  record HostedComponent(
      InferenceComponent id,
      String arn,
      String endpoint,
      String variant,
      int running,
      Optional<Integer> hostMinInstances)
      implements ScalableResource {
    @Override
    public Kind kind() {
      return Kind.COMPONENT;
    }
  }
}
