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
 * Lists all that Application Auto Scaling holds for SageMaker, without asking for each target. Each
 * page is translated as it comes: in the SDK's own form thousands would take a lot of memory.
 */
final class RegisteredTargets {

  /** The most targets or scheduled actions a page, and the most resource IDs a call. */
  static final int PAGE = 50;

  /** DescribeScalingPolicies gives fewer at once than its siblings. */
  static final int POLICIES = 10;

  /** The rates that Application Auto Scaling takes are not published. */
  private static final int PAGES_A_SECOND = 20;

  private static final String ALL = "all scalable targets";

  private final ApplicationAutoScalingClient client;
  private final Sleeper pause;

  RegisteredTargets(ApplicationAutoScalingClient client, Sleeper pause) {
    this.client = client;
    this.pause = pause;
  }

  /** The targets in dimensions that are known here. */
  List<Listed> targets() {
    var targets = new ArrayList<Listed>();
    AwsErrors.run(
        "DescribeScalableTargets",
        ALL,
        () ->
            pace()
                .each(
                    client.describeScalableTargetsPaginator(request ->
                        request.serviceNamespace(ServiceNamespace.SAGEMAKER).maxResults(PAGE)),
                    page ->
                        page.scalableTargets()
                            .forEach(
                                target -> TargetTranslator.read(target).ifPresent(targets::add))));
    return targets;
  }

  /** The policies of those targets that have any. */
  Map<TargetKey, TargetPolicies> policies() {
    var policies = new HashMap<TargetKey, TargetPolicies>();
    AwsErrors.run(
        "DescribeScalingPolicies",
        ALL,
        () ->
            pace()
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

  /** The scheduled actions of those targets that have any. */
  Map<TargetKey, List<ScheduledAction>> scheduledActions() {
    var actions = new HashMap<TargetKey, List<ScheduledAction>>();
    AwsErrors.run(
        "DescribeScheduledActions",
        ALL,
        () ->
            pace()
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

  private PageThrottle pace() {
    return new PageThrottle(PAGES_A_SECOND, pause);
  }
}
