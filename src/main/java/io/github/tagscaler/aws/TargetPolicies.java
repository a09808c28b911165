package io.github.tagscaler.aws;

import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ScalingPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;

/** The scaling policies of a target, collected as they are read. For one thread at a time. */
final class TargetPolicies {
  private final List<ScalingPolicy> policies = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private boolean needAlarms;

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
