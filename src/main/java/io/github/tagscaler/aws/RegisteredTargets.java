package io.github.tagscaler.aws;

import io.github.tagscaler.aws.TargetTranslator.Listed;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.TargetKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * Lists everything that is registered in Application Auto Scaling for SageMaker, without a call for
 * each target. Each page is translated when it arrives: thousands of the SDK's objects would take a
 * lot of memory.
 */
final class RegisteredTargets {

  /** The most targets or scheduled actions of a page, and the most resource IDs in a call. */
  static final int PAGE = 50;

  /** DescribeScalingPolicies returns fewer at once than the other lists. */
  static final int POLICIES = 10;

  /** Application Auto Scaling's rate limits are not published. */
  private static final int PAGES_A_SECOND = 20;

  private static final String ALL = "all scalable targets";

  private final ApplicationAutoScalingClient client;
  private final Sleeper sleeper;

  RegisteredTargets(ApplicationAutoScalingClient client, Sleeper sleeper) {
    this.client = client;
    this.sleeper = sleeper;
  }

  /** The targets in the dimensions that Tagscaler knows. */
  List<Listed> targets() {
    var targets = new ArrayList<Listed>();
    AwsErrors.run(
        "DescribeScalableTargets",
        ALL,
        () ->
            throttle()
                .each(
                    client.describeScalableTargetsPaginator(request ->
                        request.serviceNamespace(ServiceNamespace.SAGEMAKER).maxResults(PAGE)),
                    page ->
                        page.scalableTargets()
                            .forEach(
                                target -> TargetTranslator.read(target).ifPresent(targets::add))));
    return targets;
  }

  /** The policies of all targets that have any. */
  Map<TargetKey, TargetPolicies> policies() {
    var policies = new HashMap<TargetKey, TargetPolicies>();
    AwsErrors.run(
        "DescribeScalingPolicies",
        ALL,
        () ->
            throttle()
                .each(
                    client.describeScalingPoliciesPaginator(request ->
                        request.serviceNamespace(ServiceNamespace.SAGEMAKER).maxResults(POLICIES)),
                    page ->
                        page.scalingPolicies()
                            .forEach(policy ->
                                TargetTranslator.key(
                                        policy.resourceId(), policy.scalableDimensionAsString())
                                    .ifPresent(key ->
                                        policies
                                            .computeIfAbsent(key, _ -> new TargetPolicies())
                                            .add(policy)))));
    return policies;
  }

  /** The scheduled actions of all targets that have any. */
  Map<TargetKey, List<ScheduledAction>> scheduledActions() {
    var actions = new HashMap<TargetKey, List<ScheduledAction>>();
    AwsErrors.run(
        "DescribeScheduledActions",
        ALL,
        () ->
            throttle()
                .each(
                    client.describeScheduledActionsPaginator(request ->
                        request.serviceNamespace(ServiceNamespace.SAGEMAKER).maxResults(PAGE)),
                    page ->
                        page.scheduledActions()
                            .forEach(action ->
                                TargetTranslator.key(
                                        action.resourceId(), action.scalableDimensionAsString())
                                    .ifPresent(key ->
                                        actions
                                            .computeIfAbsent(key, _ -> new ArrayList<>())
                                            .add(TargetTranslator.read(action))))));
    return actions;
  }

  private PageThrottle throttle() {
    return new PageThrottle(PAGES_A_SECOND, sleeper);
  }
}
