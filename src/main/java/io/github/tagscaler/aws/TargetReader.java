package io.github.tagscaler.aws;

import io.github.tagscaler.aws.TargetTranslator.Listed;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.TargetKey;
import java.util.ArrayList;
import java.util.HashMap;
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
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ResourceNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Reads scalable targets with everything that is attached to them. */
final class TargetReader {

  private final ApplicationAutoScalingClient client;
  private final Alarms alarms;
  private final BoundedExecutor executor;
  private final KnownTargets known;
  private final boolean recallsTags;

  /**
   * @param known the targets that were seen before, and will be
   * @param recallsTags whether tags of a target need not be read if they are known
   */
  TargetReader(
      ApplicationAutoScalingClient client,
      Alarms alarms,
      BoundedExecutor executor,
      KnownTargets known,
      boolean recallsTags) {
    this.client = client;
    this.alarms = alarms;
    this.executor = executor;
    this.known = known;
    this.recallsTags = recallsTags;
  }

  /**
   * Two rounds: the targets, then for each its policies, scheduled actions and tags at once; one
   * round for targets that were seen before, if they still exist. If a target has step scaling
   * policies managed by Tagscaler, a further one reads the alarms that trigger them.
   */
  List<ObservedTarget> observe(List<ResourceId> ids) {
    var ahead =
        ids.stream()
            .distinct()
            .flatMap(known::of)
            .collect(Collectors.toMap(key -> key, this::begin, (a, _) -> a, HashMap::new));
    List<Begun> begun;
    try {
      begun =
          targets(ids)
              .map(found ->
                  new Begun(found, begin(found, Optional.ofNullable(ahead.get(found.key())))))
              .toList();
    } finally {
      // No call still runs when another one fails: what follows may write.
      ahead.values().forEach(Calls::settle);
    }
    begun.forEach(each -> each.calls().settle());
    begun.forEach(each -> ahead.remove(each.found().key()));
    ahead.keySet().forEach(known::gone);
    var alarms = begun.stream().map(this::alarms).toList();
    alarms.forEach(BoundedExecutor::settle);
    return IntStream.range(0, begun.size())
        .mapToObj(i -> finish(begun.get(i), BoundedExecutor.result(alarms.get(i))))
        .toList();
  }

  private ObservedTarget finish(Begun begun, List<ScalingAlarm> alarms) {
    var observed = begun.finish(alarms);
    begun.found().arn().ifPresent(arn -> known.seen(observed.key(), arn, observed.tags()));
    return observed;
  }

  /** The IDs that match, filtered from all that are registered: the API cannot filter by prefix. */
  List<ResourceId> registered(Predicate<String> matching) {
    return page(List.of(), RegisteredTargets.ALL).stream()
        .map(target -> target.key().id())
        .filter(id -> matching.test(id.wire()))
        .distinct()
        .toList();
  }

  /** The registered targets; the response of AWS leaves the others out. */
  private Stream<Listed> targets(List<ResourceId> ids) {
    var wanted = ids.stream().map(ResourceId::wire).distinct().toList();
    var pages = new ArrayList<Supplier<List<Listed>>>();
    for (int from = 0; from < wanted.size(); from += RegisteredTargets.PAGE) {
      var chunk = wanted.subList(from, Math.min(from + RegisteredTargets.PAGE, wanted.size()));
      pages.add(() -> page(chunk, chunk.getFirst() + (chunk.size() == 1 ? "" : " and others")));
    }
    return executor.all(pages).stream().flatMap(List::stream);
  }

  private List<Listed> page(List<String> ids, String resource) {
    return AwsErrors.call(
        "DescribeScalableTargets",
        resource,
        () ->
            new PagedList<>(
                    token ->
                        client.describeScalableTargets(request ->
                            request
                                .serviceNamespace(ServiceNamespace.SAGEMAKER)
                                .maxResults(RegisteredTargets.PAGE)
                                // An empty list would be sent, and is not the same as no list.
                                .resourceIds(ids.isEmpty() ? null : ids)
                                .nextToken(token)),
                    DescribeScalableTargetsResponse::nextToken)
                .entries(DescribeScalableTargetsResponse::scalableTargets)
                .flatMap(target -> TargetTranslator.read(target).stream())
                .filter(target -> ids.isEmpty() || ids.contains(target.key().id().wire()))
                .toList());
  }

  /** The calls for a target: those that were begun ahead, if they are for this very one. */
  private Calls begin(Listed found, Optional<Calls> ahead) {
    return ahead
        .filter(calls -> calls.arn().equals(found.arn()))
        .orElseGet(() -> begin(found.key(), found.arn(), Optional.empty()));
  }

  /** Begins to read a target that was seen before. */
  private Calls begin(TargetKey key) {
    var seen = known.of(key);
    return begin(
        key,
        seen.map(KnownTargets.Known::arn),
        seen.flatMap(KnownTargets.Known::tags).filter(_ -> recallsTags));
  }

  private Calls begin(
      TargetKey key, Optional<String> arn, Optional<Map<String, String>> knownTags) {
    return new Calls(
        arn,
        executor.start(() -> policies(key)),
        executor.start(() -> scheduledActions(key)),
        knownTags
            .<Future<Map<String, String>>>map(CompletableFuture::completedFuture)
            .orElseGet(() -> executor.start(() -> tags(key, arn))));
  }

  private TargetPolicies policies(TargetKey key) {
    return AwsErrors.call(
        "DescribeScalingPolicies",
        key.id().wire(),
        () -> {
          var policies = new TargetPolicies();
          TargetPolicies.listed(client, key, request -> request.maxResults(RegisteredPolicies.PAGE))
              .forEach(policies::add);
          return policies;
        });
  }

  /**
   * Without a step scaling policy managed by Tagscaler, no alarms are read: CloudWatch's rate limit
   * is low, and most targets have no such policy. The sweep finds alarms that are left without a
   * policy.
   */
  private Future<List<ScalingAlarm>> alarms(Begun begun) {
    var policies = BoundedExecutor.result(begun.calls().policies());
    if (!policies.needAlarms()) {
      return CompletableFuture.completedFuture(List.of());
    }
    var names = policies.names();
    return executor.start(() ->
        alarms.of(begun.found().key().id()).stream()
            .map(alarm -> AlarmTranslator.read(alarm).among(names))
            .toList());
  }

  private List<ScheduledAction> scheduledActions(TargetKey key) {
    return AwsErrors.call(
        "DescribeScheduledActions",
        key.id().wire(),
        () ->
            new PagedList<>(
                    token ->
                        client.describeScheduledActions(request ->
                            request
                                .serviceNamespace(ServiceNamespace.SAGEMAKER)
                                .resourceId(key.id().wire())
                                .scalableDimension(key.dimension().wire())
                                .maxResults(RegisteredTargets.PAGE)
                                .nextToken(token)),
                    DescribeScheduledActionsResponse::nextToken)
                .entries(DescribeScheduledActionsResponse::scheduledActions)
                .filter(action ->
                    TargetTranslator.isOf(
                        key, action.resourceId(), action.scalableDimensionAsString()))
                .map(TargetTranslator::read)
                .toList());
  }

  private Map<String, String> tags(TargetKey key, Optional<String> arn) {
    // Without an ARN it was registered before targets could be tagged, so nobody has tagged it.
    return arn.map(known -> tags(key, known)).orElse(Map.of());
  }

  private Map<String, String> tags(TargetKey key, String arn) {
    return AwsErrors.call(
        "ListTagsForResource",
        key.id().wire(),
        () -> {
          try {
            return client.listTagsForResource(request -> request.resourceARN(arn)).tags();
          } catch (ResourceNotFoundException changing) {
            // Listed but not found: it is being created or deleted, and its owner is
            // unknown.
            throw AwsErrors.failed(
                Code.CONCURRENT_UPDATE, "ListTagsForResource", key.id().wire(), changing);
          }
        });
  }

  /**
   * The running calls that read the rest of a target.
   *
   * @param arn the target's ARN, empty if it has none
   */
  private record Calls(
      Optional<String> arn,
      Future<TargetPolicies> policies,
      Future<List<ScheduledAction>> scheduledActions,
      Future<Map<String, String>> tags) {

    void settle() {
      Stream.of(policies, scheduledActions, tags).forEach(BoundedExecutor::settle);
    }
  }

  /** A target that is listed, with the calls that read the rest of it. */
  private record Begun(Listed found, Calls calls) {
    ObservedTarget finish(List<ScalingAlarm> alarms) {
      return found.with(
          BoundedExecutor.result(calls.tags()),
          BoundedExecutor.result(calls.policies()).all(),
          BoundedExecutor.result(calls.scheduledActions()),
          alarms);
    }
  }
}
