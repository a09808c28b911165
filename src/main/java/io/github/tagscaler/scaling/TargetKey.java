package io.github.tagscaler.scaling;

import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableDimension;

/**
 * What identifies a scalable target. Application Auto Scaling's third part, the service namespace,
 * is always {@code sagemaker} here.
 */
public record TargetKey(ResourceId id, ScalableDimension dimension) {}
