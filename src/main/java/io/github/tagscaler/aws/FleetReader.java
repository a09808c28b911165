package io.github.tagscaler.aws;

import io.github.tagscaler.aws.AlarmTranslator.Unresolved;
import io.github.tagscaler.aws.TargetTranslator.Listed;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.TargetKey;
import io.github.tagscaler.sweep.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ListEndpointsResponse;
import software.amazon.awssdk.services.sagemaker.model.ListInferenceComponentsResponse;

/**
 * {@link Fleet} on the lists of Application Auto Scaling, CloudWatch, the Resource Groups Tagging
 * API and SageMaker. The lists are read concurrently, each page by page through its own {@link
 * PageThrottle}. The longest one is that of the scaling policies: ten of them take a second.
 */
final class FleetReader implements Fleet {

  /** The most endpoints or components of a page. */
  private static final int PAGE = 100;

  /** SageMaker's rate limits are not published. */
  private static final int PAGES_A_SECOND = 5;

  /** Enough for 10,000 endpoints at that pace, and some to spare. */
  private static final Duration SAGEMAKER = Duration.ofSeconds(30);

  /** For what is listed last; 10,000 endpoints take 20 seconds. */
  private static final Duration FOR_RESOURCES = Duration.ofMinutes(1);

  private final SageMakerClient sageMaker;
  private final RegisteredTargets registered;
  private final RegisteredPolicies policies;
  private final Alarms alarms;
  private final BulkTags tags;
  private final BoundedExecutor executor;
  private final Sleeper sleeper;
  private final String stack;

  FleetReader(
      SageMakerClient sageMaker,
      RegisteredTargets registered,
      RegisteredPolicies policies,
      Alarms alarms,
      BulkTags tags,
      BoundedExecutor executor,
      Sleeper sleeper,
      String stack) {
    this.sageMaker = sageMaker;
    this.registered = registered;
    this.policies = policies;
    this.alarms = alarms;
    this.tags = tags;
    this.executor = executor;
    this.sleeper = sleeper;
    this.stack = stack;
  }

  @Override
  public Snapshot read(Duration budget) {
    var managed = managed(budget);
    // After the targets: a resource created between the two lists would look like a target
    // without its resource.
    var endpoints = executor.start(() -> endpoints(FOR_RESOURCES));
    var components = executor.start(() -> components(FOR_RESOURCES));
    Stream.of(endpoints, components).forEach(BoundedExecutor::settle);
    var byName =
        new AlarmsByName(
            stack,
            managed.alarms(),
            managed.targets().stream().map(each -> each.key().id()).collect(Collectors.toSet()));
    return new Snapshot(
        BoundedExecutor.result(endpoints),
        BoundedExecutor.result(components),
        managed.targets().stream().map(target -> managed.whole(target, byName)).toList(),
        byName.orphanedAlarms(),
        managed.tags(),
        managed.unread());
  }

  /** The targets, with everything else that was listed for them. */
  private record ManagedTargets(
      List<Listed> targets,
      RegisteredPolicies.Read policies,
      Map<TargetKey, List<ScheduledAction>> actions,
      List<Unresolved> alarms,
      Map<String, Map<String, String>> tags) {

    Set<TargetKey> unread() {
      return targets.stream()
          .map(Listed::key)
          .filter(policies.isRead().negate())
          .collect(Collectors.toSet());
    }

    /**
     * A target with its listed entries. Entries whose target is not listed belong to one created
     * meanwhile.
     */
    ObservedTarget whole(Listed target, AlarmsByName byName) {
      var ofTarget = policies.of(target.key());
      var names = ofTarget.names();
      return target.with(
          target
              .arn()
              .map(arn -> tags.getOrDefault(arn.toLowerCase(Locale.ROOT), Map.of()))
              .orElse(Map.of()),
          ofTarget.all(),
          actions.getOrDefault(target.key(), List.of()),
          byName.of(target.key().id()).stream().map(alarm -> alarm.among(names)).toList());
    }
  }

  private ManagedTargets managed(Duration budget) {
    var targets = executor.start(() -> registered.targets(budget));
    var policyList = executor.start(() -> policies.read(forPolicies(budget)));
    var actions = executor.start(() -> registered.scheduledActions(budget));
    var alarmList = executor.start(() -> alarms(budget));
    var tagMap = executor.start(() -> tags.read(budget));
    // No list is still being read when another one fails: the caller may try again.
    Stream.of(targets, policyList, actions, alarmList, tagMap).forEach(BoundedExecutor::settle);
    return new ManagedTargets(
        BoundedExecutor.result(targets),
        BoundedExecutor.result(policyList),
        BoundedExecutor.result(actions),
        BoundedExecutor.result(alarmList),
        BoundedExecutor.result(tagMap));
  }

  /** The lists of SageMaker are read afterwards, and take time, too. */
  private static Duration forPolicies(Duration budget) {
    var rest = budget.dividedBy(8);
    return budget.minus(rest.compareTo(SAGEMAKER) < 0 ? rest : SAGEMAKER);
  }

  private List<Unresolved> alarms(Duration budget) {
    var read = new ArrayList<Unresolved>();
    alarms.each(budget, sleeper, alarm -> read.add(AlarmTranslator.read(alarm)));
    return read;
  }

  private List<ListedEndpoint> endpoints(Duration budget) {
    var read = new ArrayList<ListedEndpoint>();
    AwsErrors.run(
        "ListEndpoints",
        "all endpoints",
        () ->
            new PageThrottle(PAGES_A_SECOND, budget, sleeper)
                .each(
                    new PagedList<>(
                        token ->
                            sageMaker.listEndpoints(
                                request -> request.maxResults(PAGE).nextToken(token)),
                        ListEndpointsResponse::nextToken),
                    page ->
                        page.endpoints()
                            .forEach(endpoint ->
                                read.add(
                                    new ListedEndpoint(
                                        Required.member(endpoint.endpointName(), "EndpointName"),
                                        Required.member(endpoint.endpointArn(), "EndpointArn"),
                                        new ResourceStatus(
                                            Required.member(
                                                endpoint.endpointStatusAsString(),
                                                "EndpointStatus")),
                                        Required.member(
                                            endpoint.lastModifiedTime(), "LastModifiedTime"))))));
    return read;
  }

  private List<ListedComponent> components(Duration budget) {
    var read = new ArrayList<ListedComponent>();
    AwsErrors.run(
        "ListInferenceComponents",
        "all inference components",
        () ->
            new PageThrottle(PAGES_A_SECOND, budget, sleeper)
                .each(
                    new PagedList<>(
                        token ->
                            sageMaker.listInferenceComponents(
                                request -> request.maxResults(PAGE).nextToken(token)),
                        ListInferenceComponentsResponse::nextToken),
                    page ->
                        page.inferenceComponents()
                            .forEach(component ->
                                read.add(
                                    new ListedComponent(
                                        Required.member(
                                            component.inferenceComponentName(),
                                            "InferenceComponentName"),
                                        Required.member(
                                            component.inferenceComponentArn(),
                                            "InferenceComponentArn"),
                                        // The only
                                        // optional
                                        // member in
                                        // AWS's model.
                                        new ResourceStatus(
                                            Objects.requireNonNullElse(
                                                component.inferenceComponentStatusAsString(), "")),
                                        Required.member(component.endpointName(), "EndpointName"),
                                        Required.member(component.variantName(), "VariantName"),
                                        Required.member(
                                            component.lastModifiedTime(), "LastModifiedTime"))))));
    return read;
  }
}
