package io.github.tagscaler.resource;

import java.util.Optional;
import java.util.stream.Stream;

/** What of a SageMaker resource Application Auto Scaling can scale, by its own names. */
public enum ScalableDimension {
  INSTANCE_COUNT("sagemaker:variant:DesiredInstanceCount"),
  PROVISIONED_CONCURRENCY("sagemaker:variant:DesiredProvisionedConcurrency"),
  COPY_COUNT("sagemaker:inference-component:DesiredCopyCount");

  private final String wire;

  ScalableDimension(String wire) {
    this.wire = wire;
  }

  /** The API's spelling. */
  public String wire() {
    return wire;
  }

  /** The dimension with that spelling; empty for one that AWS may add one day. */
  public static Optional<ScalableDimension> of(String wire) {
    return Stream.of(values()).filter(each -> each.wire.equals(wire)).findFirst();
  }
}
