package io.github.tagscaler.aws;

import io.github.tagscaler.aws.TargetTranslator.Listed;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * Lists the targets and scheduled actions that are registered in Application Auto Scaling for
 * SageMaker, without a call for each target. Each page is translated when it arrives: thousands of
 * the SDK's objects would take a lot of memory.
 */
final class RegisteredTargets {

  /** The most targets or scheduled actions of a page, and the most resource IDs in a call. */
  static final int PAGE = 50;

  /** Application Auto Scaling's rate limits are not published. */
  private static final int PAGES_A_SECOND = 5;

  static final String ALL = "all scalable targets";

  private final ApplicationAutoScalingClient client;
  private final Sleeper sleeper;

  RegisteredTargets(ApplicationAutoScalingClient client, Sleeper sleeper) {
    this.client = client;
    this.sleeper = sleeper;
  }

  /** The targets in the dimensions that Tagscaler knows. */
  List<Listed> targets(Duration budget) {
    var targets = new ArrayList<Listed>();
    AwsErrors.run(
        "DescribeScalableTargets",
        ALL,
        () ->
            new PageThrottle(PAGES_A_SECOND, budget, sleeper)
                .each(
                    new PagedList<>(
                        token ->
                            client.describeScalableTargets(request ->
                                request
                                    .serviceNamespace(ServiceNamespace.SAGEMAKER)
                                    .maxResults(PAGE)
                                    .nextToken(token)),
                        DescribeScalableTargetsResponse::nextToken),
                    page ->
                        page.scalableTargets()
                            .forEach(
                                target -> TargetTranslator.read(target).ifPresent(targets::add))));
    return targets;
  }

  /** The scheduled actions of all targets that have any. */
  Map<TargetKey, List<ScheduledAction>> scheduledActions(Duration budget) {
    var actions = new HashMap<TargetKey, List<ScheduledAction>>();
    AwsErrors.run(
        "DescribeScheduledActions",
        ALL,
        () ->
            new PageThrottle(PAGES_A_SECOND, budget, sleeper)
                .each(
                    new PagedList<>(
                        token ->
                            client.describeScheduledActions(request ->
                                request
                                    .serviceNamespace(ServiceNamespace.SAGEMAKER)
                                    .maxResults(PAGE)
                                    .nextToken(token)),
                        DescribeScheduledActionsResponse::nextToken),
                    page ->
                        page.scheduledActions()
                            .forEach(action ->
                                TargetTranslator.keys(action)
                                    .forEach(key ->
                                        actions
                                            .computeIfAbsent(key, _ -> new ArrayList<>())
                                            .add(TargetTranslator.read(action))))));
    return actions;
  }
}
