package io.github.tagscaler.command.aws;

import io.github.tagscaler.command.terminal.Progress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/**
 * Counts the calls, each once however often it is tried, and how many of the scalable targets have
 * had their scaling policies listed: ten policies a second take minutes in a large account.
 */
final class CallCounter implements ExecutionInterceptor {
  private final AtomicInteger calls = new AtomicInteger();
  private final Set<Target> targets = ConcurrentHashMap.newKeySet();
  private final Set<Target> withPolicies = ConcurrentHashMap.newKeySet();
  private volatile boolean targetsListed;

  private record Target(String resourceId, ScalableDimension dimension) {}

  int calls() {
    return calls.get();
  }

  /** Unknown until all targets are listed. */
  Progress.Count policiesRead() {
    return targetsListed
        ? new Progress.Count(
            targets.stream().filter(withPolicies::contains).count(), targets.size())
        : Progress.Count.UNKNOWN;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    calls.incrementAndGet();
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    switch (context.response()) {
      case DescribeScalableTargetsResponse page -> {
        page.scalableTargets()
            .forEach(each -> targets.add(new Target(each.resourceId(), each.scalableDimension())));
        targetsListed = page.nextToken() == null;
      }
      case DescribeScalingPoliciesResponse page ->
          page.scalingPolicies()
              .forEach(each ->
                  withPolicies.add(new Target(each.resourceId(), each.scalableDimension())));
      default -> {}
    }
  }
}
