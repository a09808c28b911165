package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.state.TargetId;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a SageMaker resource can be scaled, and by which predefined metrics (SageMaker developer
 * guide, Define a scaling policy; Automatically scale provisioned concurrency).
 */
enum Dimension {
  INSTANCE_COUNT(
      "sagemaker:variant:DesiredInstanceCount",
      "endpoint/([^/]+)/variant/([^/]+)",
      "desired instance count"),
  PROVISIONED_CONCURRENCY(
      "sagemaker:variant:DesiredProvisionedConcurrency",
      "endpoint/([^/]+)/variant/([^/]+)",
      "desired provisioned concurrency"),
  COPY_COUNT(
      "sagemaker:inference-component:DesiredCopyCount",
      "inference-component/([^/]+)",
      "desired copy count");

  private final String id;
  private final Pattern resourceId;
  private final String words;

  Dimension(String id, String resourceId, String words) {
    this.id = id;
    this.resourceId = Pattern.compile(resourceId);
    this.words = words;
  }

  /** The dimension of a target whose resource ID has the form that fits it. */
  static Dimension of(TargetId target) {
    return Arrays.stream(values())
        .filter(dimension -> dimension.id.equals(target.dimension()))
        .filter(dimension -> dimension.resourceId.matcher(target.resourceId()).matches())
        .findFirst()
        .orElseThrow(AutoScaling::unsupported);
  }

  /** A part of a resource ID: 1 the endpoint or component, 2 the variant. */
  String part(TargetId target, int group) {
    Matcher matcher = resourceId.matcher(target.resourceId());
    if (!matcher.matches()) {
      throw AutoScaling.unsupported();
    }
    return matcher.group(group);
  }

  String words() {
    return words;
  }

  Set<String> predefinedMetrics() {
    return switch (this) {
      case INSTANCE_COUNT ->
          Set.of(
              "SageMakerVariantInvocationsPerInstance",
              "SageMakerVariantConcurrentRequestsPerModelHighResolution");
      case PROVISIONED_CONCURRENCY -> Set.of("SageMakerVariantProvisionedConcurrencyUtilization");
      case COPY_COUNT ->
          Set.of(
              "SageMakerInferenceComponentInvocationsPerCopy",
              "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution");
    };
  }
}
