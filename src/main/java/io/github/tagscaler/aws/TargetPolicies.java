package io.github.tagscaler.aws;

import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.TargetKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** The scaling policies of a target, collected as they are read. For one thread at a time. */
final class TargetPolicies {
  private final List<ScalingPolicy> policies = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private boolean needAlarms;

  /**
   * The policies of one target as AWS lists them. An answer that ignores the resource must not let
   * policies of another target count.
   *
   * @param narrow adds to the request
   */
  static Stream<software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy> listed(
      ApplicationAutoScalingClient client,
      TargetKey key,
      Consumer<DescribeScalingPoliciesRequest.Builder> narrow) {
    return new PagedList<>(
            token ->
                client.describeScalingPolicies(request ->
                    narrow.accept(
                        request
                            .serviceNamespace(ServiceNamespace.SAGEMAKER)
                            .resourceId(key.id().wire())
                            .scalableDimension(key.dimension().wire())
                            .nextToken(token))),
            DescribeScalingPoliciesResponse::nextToken)
        .entries(DescribeScalingPoliciesResponse::scalingPolicies)
        .filter(policy ->
            TargetTranslator.isOf(key, policy.resourceId(), policy.scalableDimensionAsString()));
  }

  void add(software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy policy) {
    policies.add(PolicyTranslator.read(policy));
    if (policy.policyARN() != null) {
      names.putIfAbsent(policy.policyARN(), policy.policyName());
    }
    needAlarms |=
        policy.policyType() == PolicyType.STEP_SCALING
            && ManagedNames.isManaged(policy.policyName());
  }

  List<ScalingPolicy> all() {
    return List.copyOf(policies);
  }

  /** The names of the policies, by ARN. */
  Map<String, String> names() {
    return Map.copyOf(names);
  }

  /** Whether one of them is managed by Tagscaler and is triggered by an alarm of Tagscaler's. */
  boolean needAlarms() {
    return needAlarms;
  }
}
