package io.github.tagscaler.soak;

/** The types of resources in the soak, with their scaling dimensions. */
enum ResourceType {
  REAL_TIME("sagemaker:variant:DesiredInstanceCount", 4),
  ASYNC("sagemaker:variant:DesiredInstanceCount", 4),
  SERVERLESS("sagemaker:variant:DesiredProvisionedConcurrency", 10),
  COMPONENT("sagemaker:inference-component:DesiredCopyCount", 4),
  /** Hosts components and is not scaled itself. */
  HOST("", 0),
  /** On an instance type that cannot be scaled. */
  BURSTABLE("", 0),
  /** Serverless, without any provisioned concurrency to scale. */
  ON_DEMAND("", 0);

  private final String dimension;
  private final int builtInMax;

  ResourceType(String dimension, int builtInMax) {
    this.dimension = dimension;
    this.builtInMax = builtInMax;
  }

  String dimension() {
    return dimension;
  }

  int builtInMax() {
    return builtInMax;
  }

  boolean scalable() {
    return !dimension.isEmpty();
  }

  boolean reachesZero() {
    return this == ASYNC || this == COMPONENT;
  }

  /** The name of the policy that tracks the default metric. */
  String policy() {
    return switch (this) {
      case ASYNC -> "tagscaler-track-backlog";
      case SERVERLESS -> "tagscaler-track-utilization";
      default -> "tagscaler-track-concurrency";
    };
  }

  /** The default metric under AWS's name, with its target value as it is sent. */
  String tracks(Integer target) {
    return switch (this) {
      case REAL_TIME -> "SageMakerVariantConcurrentRequestsPerModelHighResolution " + target;
      case ASYNC -> "ApproximateBacklogSizePerInstance " + target;
      case SERVERLESS -> "SageMakerVariantProvisionedConcurrencyUtilization 0." + target / 10;
      case COMPONENT ->
          "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution " + target;
      default -> throw new IllegalStateException(this + " is not scaled");
    };
  }

  int defaultTarget() {
    return this == SERVERLESS ? 70 : 5;
  }
}
