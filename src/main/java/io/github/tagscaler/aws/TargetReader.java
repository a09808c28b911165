package io.github.tagscaler.aws;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ResourceNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTargetAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** Reads scalable targets with all that hangs on them. */
final class TargetReader {

  /** The most resource IDs a call, and the most targets or scheduled actions a page. */
  private static final int PAGE = 50;

  /** DescribeScalingPolicies gives fewer at once than its siblings. */
  private static final int POLICIES = 10;

  private final ApplicationAutoScalingClient client;
  private final Alarms alarms;
  private final Concurrently concurrently;

  TargetReader(ApplicationAutoScalingClient client, Alarms alarms, Concurrently concurrently) {
    this.client = client;
    this.alarms = alarms;
    this.concurrently = concurrently;
  }

  /**
   * Two rounds: the targets, then for each its policies, scheduled actions and tags at once. A
   * third one where step scaling policies of ours stand, for the alarms that set them off.
   */
  List<ObservedTarget> observe(List<ResourceId> ids) {
    var begun =
        targets(ids).flatMap(found -> key(found).map(key -> begin(key, found)).stream()).toList();
    // None is left behind reading when another one fails: what follows may write.
    begun.forEach(Begun::settle);
    var alarms = begun.stream().map(this::alarms).toList();
    alarms.forEach(Concurrently::settle);
    return IntStream.range(0, begun.size())
        .mapToObj(i -> begun.get(i).finish(Concurrently.result(alarms.get(i))))
        .toList();
  }

  /** The IDs that match, of all that are registered: there is no way to ask for a prefix. */
  List<ResourceId> registered(Predicate<String> matching) {
    return page(List.of(), "all scalable targets").stream()
        .filter(target -> matching.test(target.resourceId()))
        .flatMap(target -> key(target).stream())
        .map(TargetKey::id)
        .distinct()
        .toList();
  }

  /** The registered ones; those that are not are simply missing from AWS's answer. */
  private Stream<ScalableTarget> targets(List<ResourceId> ids) {
    var wanted = ids.stream().map(ResourceId::wire).distinct().toList();
    var pages = new ArrayList<Supplier<List<ScalableTarget>>>();
    for (int from = 0; from < wanted.size(); from += PAGE) {
      var chunk = wanted.subList(from, Math.min(from + PAGE, wanted.size()));
      pages.add(() -> page(chunk, chunk.getFirst() + (chunk.size() == 1 ? "" : " and others")));
    }
    return concurrently.all(pages).stream().flatMap(List::stream);
  }

  private List<ScalableTarget> page(List<String> ids, String resource) {
    return AwsErrors.call(
        "DescribeScalableTargets",
        resource,
        () ->
            client
                .describeScalableTargetsPaginator(request ->
                    request
                        .serviceNamespace(ServiceNamespace.SAGEMAKER)
                        .maxResults(PAGE)
                        // An empty list would be sent, and is not the same as none.
                        .resourceIds(ids.isEmpty() ? null : ids))
                .scalableTargets()
                .stream()
                .toList());
  }

  private static Optional<TargetKey> key(ScalableTarget target) {
    return ResourceId.of(target.resourceId())
        .flatMap(id ->
            ScalableDimension.of(target.scalableDimensionAsString())
                .map(dimension -> new TargetKey(id, dimension)));
  }

  private Begun begin(TargetKey key, ScalableTarget found) {
    return new Begun(
        key,
        found,
        concurrently.start(() -> policies(key)),
        concurrently.start(() -> scheduledActions(key)),
        concurrently.start(() -> tags(key, found.scalableTargetARN())));
  }

  private List<ScalingPolicy> policies(TargetKey key) {
    return AwsErrors.call(
        "DescribeScalingPolicies",
        key.id().wire(),
        () ->
            client
                .describeScalingPoliciesPaginator(request ->
                    request
                        .serviceNamespace(ServiceNamespace.SAGEMAKER)
                        .resourceId(key.id().wire())
                        .scalableDimension(key.dimension().wire())
                        .maxResults(POLICIES))
                .scalingPolicies()
                .stream()
                .toList());
  }

  /**
   * Where no step scaling policy of ours stands, none is looked for: CloudWatch takes few calls,
   * and most targets have no such policy. What is left behind without a policy is found by the
   * sweep.
   */
  private Future<List<ScalingAlarm>> alarms(Begun begun) {
    var policies = Concurrently.result(begun.policies());
    if (policies.stream().noneMatch(TargetReader::needsAlarm)) {
      return CompletableFuture.completedFuture(List.of());
    }
    var names =
        policies.stream()
            .filter(policy -> policy.policyARN() != null)
            .collect(
                Collectors.toUnmodifiableMap(
                    ScalingPolicy::policyARN, ScalingPolicy::policyName, (first, _) -> first));
    return concurrently.start(() ->
        alarms.of(begun.key().id()).stream()
            .map(alarm -> AlarmTranslator.read(alarm, names))
            .toList());
  }

  private static boolean needsAlarm(ScalingPolicy policy) {
    return policy.policyType() == PolicyType.STEP_SCALING && ManagedNames.ours(policy.policyName());
  }

  private List<ScheduledAction> scheduledActions(TargetKey key) {
    return AwsErrors.call(
        "DescribeScheduledActions",
        key.id().wire(),
        () ->
            client
                .describeScheduledActionsPaginator(request ->
                    request
                        .serviceNamespace(ServiceNamespace.SAGEMAKER)
                        .resourceId(key.id().wire())
                        .scalableDimension(key.dimension().wire())
                        .maxResults(PAGE))
                .scheduledActions()
                .stream()
                .map(TargetReader::action)
                .toList());
  }

  private static ScheduledAction action(
      software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction action) {
    var bounds = Optional.ofNullable(action.scalableTargetAction());
    return new ScheduledAction(
        action.scheduledActionName(),
        action.schedule(),
        Optional.ofNullable(action.timezone()).orElse("UTC"),
        bounds.map(ScalableTargetAction::minCapacity),
        bounds.map(ScalableTargetAction::maxCapacity),
        action.startTime() != null || action.endTime() != null);
  }

  private Map<String, String> tags(TargetKey key, @Nullable String arn) {
    if (arn == null) {
      // Registered before targets could be tagged, so nobody has tagged it.
      return Map.of();
    }
    return AwsErrors.call(
        "ListTagsForResource",
        key.id().wire(),
        () -> {
          try {
            return client.listTagsForResource(request -> request.resourceARN(arn)).tags();
          } catch (ResourceNotFoundException changing) {
            // Just listed and yet not there: it is coming or going, and whose it is cannot be said.
            throw AwsErrors.failed(
                Code.CONCURRENT_UPDATE, "ListTagsForResource", key.id().wire(), changing);
          }
        });
  }

  /** A target with the calls under way that tell the rest of it. */
  private record Begun(
      TargetKey key,
      ScalableTarget found,
      Future<List<ScalingPolicy>> policies,
      Future<List<ScheduledAction>> scheduledActions,
      Future<Map<String, String>> tags) {

    void settle() {
      Stream.of(policies, scheduledActions, tags).forEach(Concurrently::settle);
    }

    ObservedTarget finish(List<ScalingAlarm> alarms) {
      return ObservedTarget.of(
          key,
          Optional.ofNullable(found.scalableTargetARN()).orElse(""),
          new Bounds(found.minCapacity(), found.maxCapacity()),
          suspension(found.suspendedState()),
          Concurrently.result(tags),
          Concurrently.result(policies).stream().map(PolicyTranslator::read).toList(),
          Concurrently.result(scheduledActions),
          alarms);
    }

    private static Suspension suspension(@Nullable SuspendedState state) {
      return state == null
          ? Suspension.NONE
          : new Suspension(
              Boolean.TRUE.equals(state.dynamicScalingInSuspended()),
              Boolean.TRUE.equals(state.dynamicScalingOutSuspended()),
              Boolean.TRUE.equals(state.scheduledScalingSuspended()));
    }
  }
}
