package io.github.tagscaler.aws;

import io.github.tagscaler.aws.AlarmTranslator.Unresolved;
import io.github.tagscaler.aws.TargetTranslator.Listed;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.TargetKey;
import io.github.tagscaler.sweep.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * {@link Fleet} on the lists of Application Auto Scaling, CloudWatch, the Resource Groups Tagging
 * API and SageMaker. The lists are read side by side, each page after page at its own {@link
 * PageThrottle}: the longest, ten scaling policies a page, takes a minute for 10,000.
 */
final class FleetReader implements Fleet {

  /** The most endpoints or components a page. */
  private static final int PAGE = 100;

  /** The rates that SageMaker takes are not published. */
  private static final int PAGES_A_SECOND = 20;

  private final SageMakerClient sageMaker;
  private final RegisteredTargets registered;
  private final Alarms alarms;
  private final BulkTags tags;
  private final BoundedExecutor concurrently;
  private final Sleeper pause;
  private final String stack;

  FleetReader(
      SageMakerClient sageMaker,
      RegisteredTargets registered,
      Alarms alarms,
      BulkTags tags,
      BoundedExecutor concurrently,
      Sleeper pause,
      String stack) {
    this.sageMaker = sageMaker;
    this.registered = registered;
    this.alarms = alarms;
    this.tags = tags;
    this.concurrently = concurrently;
    this.pause = pause;
    this.stack = stack;
  }

  @Override
  public Snapshot read() {
    var ours = ours();
    // Not sooner: what is made between the two would be a target without its resource.
    var endpoints = concurrently.start(this::endpoints);
    var components = concurrently.start(this::components);
    Stream.of(endpoints, components).forEach(BoundedExecutor::settle);
    var byName =
        new AlarmsByName(
            stack,
            ours.alarms(),
            ours.targets().stream().map(each -> each.key().id()).collect(Collectors.toSet()));
    return new Snapshot(
        BoundedExecutor.result(endpoints),
        BoundedExecutor.result(components),
        ours.targets().stream().map(target -> ours.whole(target, byName)).toList(),
        byName.strays(),
        ours.tags());
  }

  /** What is ours, and others' of the same kind, as it was listed. */
  private record Ours(
      List<Listed> targets,
      Map<TargetKey, TargetPolicies> policies,
      Map<TargetKey, List<ScheduledAction>> actions,
      List<Unresolved> alarms,
      Map<String, Map<String, String>> tags) {

    /** A target with what else was listed of it; what is of no listed target is of one to come. */
    ObservedTarget whole(Listed target, AlarmsByName byName) {
      var hung = policies.getOrDefault(target.key(), new TargetPolicies());
      var names = hung.names();
      return target.with(
          target
              .arn()
              .map(arn -> tags.getOrDefault(arn.toLowerCase(Locale.ROOT), Map.of()))
              .orElse(Map.of()),
          hung.all(),
          actions.getOrDefault(target.key(), List.of()),
          byName.of(target.key().id()).stream().map(alarm -> alarm.among(names)).toList());
    }
  }

  private Ours ours() {
    var targets = concurrently.start(registered::targets);
    var policies = concurrently.start(registered::policies);
    var actions = concurrently.start(registered::scheduledActions);
    var standing = concurrently.start(this::alarms);
    var told = concurrently.start(tags::read);
    // None is left behind reading when another one fails: whoever asked may ask again.
    Stream.of(targets, policies, actions, standing, told).forEach(BoundedExecutor::settle);
    return new Ours(
        BoundedExecutor.result(targets),
        BoundedExecutor.result(policies),
        BoundedExecutor.result(actions),
        BoundedExecutor.result(standing),
        BoundedExecutor.result(told));
  }

  private List<Unresolved> alarms() {
    var read = new ArrayList<Unresolved>();
    alarms.each(pause, alarm -> read.add(AlarmTranslator.read(alarm)));
    return read;
  }

  private List<ListedEndpoint> endpoints() {
    var read = new ArrayList<ListedEndpoint>();
    AwsErrors.run(
        "ListEndpoints",
        "all endpoints",
        () ->
            new PageThrottle(PAGES_A_SECOND, pause)
                .each(
                    sageMaker.listEndpointsPaginator(request -> request.maxResults(PAGE)),
                    page ->
                        page.endpoints()
                            .forEach(endpoint ->
                                read.add(
                                    new ListedEndpoint(
                                        endpoint.endpointName(),
                                        endpoint.endpointArn(),
                                        new ResourceStatus(endpoint.endpointStatusAsString()),
                                        endpoint.lastModifiedTime())))));
    return read;
  }

  private List<ListedComponent> components() {
    var read = new ArrayList<ListedComponent>();
    AwsErrors.run(
        "ListInferenceComponents",
        "all inference components",
        () ->
            new PageThrottle(PAGES_A_SECOND, pause)
                .each(
                    sageMaker.listInferenceComponentsPaginator(request -> request.maxResults(PAGE)),
                    page ->
                        page.inferenceComponents()
                            .forEach(component ->
                                read.add(
                                    new ListedComponent(
                                        component.inferenceComponentName(),
                                        component.inferenceComponentArn(),
                                        // The one member that AWS's model lets be missing.
                                        new ResourceStatus(
                                            Objects.requireNonNullElse(
                                                component.inferenceComponentStatusAsString(), "")),
                                        component.endpointName(),
                                        component.variantName(),
                                        component.lastModifiedTime())))));
    return read;
  }
}
