package io.github.tagscaler.soak;

import io.github.tagscaler.soak.SimulatedFleet.ScalableResource;
import io.github.tagscaler.soak.SimulatedFleet.SimulatedEndpoint;
import io.github.tagscaler.soak.TagSettings.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.sagemaker.model.DesiredWeightAndCapacity;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantServerlessUpdateConfig;

/** Changes that Tagscaler does not make: capacity, changes by hand, outages. */
final class OutsideChanges {
  /** In which status an endpoint may be for a long time. */
  private static final List<String> OUTAGES =
      List.of("OutOfService", "UpdateRollbackFailed", "SystemUpdating", "RollingBack");

  /** Capacity set to less or more than the bounds. */
  static final String OUTSIDE_BOUNDS = "capacity outside the bounds";

  /** A change by hand that is kept for a while. */
  static final String DRIFT = "drift";

  /** Another tool's policy on a managed target. */
  static final String OTHERS_ON_OURS = "others' policy on a managed target";

  private final SimulatedAccount account;
  private final EventDelivery delivery;
  private final SimulatedFleet fleet;
  private final ChangeTimes changes;
  private final SeededRandom seeded;
  private Instant check = Instant.MIN;

  /** What else was done, besides the actions themselves. */
  final Set<String> done = new TreeSet<>();

  /** Problems seen while it happened. */
  final List<String> wrong = new ArrayList<>();

  OutsideChanges(
      SimulatedAccount account,
      EventDelivery delivery,
      SimulatedFleet fleet,
      ChangeTimes changes,
      SeededRandom seeded) {
    this.account = account;
    this.delivery = delivery;
    this.fleet = fleet;
    this.changes = changes;
    this.seeded = seeded;
    account.catalog(fleet.teamMax);
  }

  /**
   * Sets the capacity, as people or AWS do.
   *
   * @param withEvent whether the change must be one that sends an event
   */
  boolean scale(boolean withEvent) {
    var resources = fleet.resources();
    if (resources.isEmpty()) {
      return false;
    }
    var resource = seeded.any(resources);
    var there = account.snapshot(resource.name()).scaled.get(resource.key());
    int least = there == null ? 1 : there.min();
    int greatest = there == null ? 6 : there.max();
    // Mostly within the bounds, at times a little outside.
    int beyond = seeded.chance(25) ? 2 : 0;
    int lowest = resource.type().reachesZero() ? 0 : 1;
    int capacity =
        Math.max(lowest, least - beyond + seeded.below(greatest - least + 1 + 2 * beyond));
    boolean outside = capacity < least || capacity > greatest;
    var idParts = resource.id().split("/", -1);
    switch (resource.type()) {
      case REAL_TIME, ASYNC ->
          resize(idParts[1], idParts[3], of -> of.desiredInstanceCount(capacity));
      case SERVERLESS ->
          resize(
              idParts[1],
              idParts[3],
              of ->
                  of.serverlessUpdateConfig(
                      ProductionVariantServerlessUpdateConfig.builder()
                          .provisionedConcurrency(capacity)
                          .build()));
      case COMPONENT -> {
        if (seeded.chance(50) && !withEvent) {
          account.sageMaker.updateInferenceComponentRuntimeConfig(call ->
              call.inferenceComponentName(idParts[1])
                  .desiredRuntimeConfig(runtime -> runtime.copyCount(capacity)));
        } else {
          account.sageMaker.updateInferenceComponent(call ->
              call.inferenceComponentName(idParts[1])
                  .runtimeConfig(runtime -> runtime.copyCount(capacity)));
          delivery.component(idParts[1], "updated");
        }
      }
      default -> {
        return false;
      }
    }
    if (there != null && outside) {
      done.add(OUTSIDE_BOUNDS);
    }
    changes.of(Stream.of(resource));
    return true;
  }

  /** A scaling policy sets another number of instances within the bounds. */
  boolean track() {
    var resources =
        fleet.resources().stream()
            .filter(resource ->
                resource.type() == ResourceType.REAL_TIME || resource.type() == ResourceType.ASYNC)
            .toList();
    if (resources.isEmpty()) {
      return false;
    }
    var resource = seeded.any(resources);
    var snapshot = account.snapshot(resource.name());
    var there = snapshot.scaled.get(resource.key());
    if (there == null || !snapshot.owns(resource.key()) || !there.suspended().isEmpty()) {
      return false;
    }
    int capacity =
        seeded.chance(50) ? there.max() : there.min() + seeded.below(there.max() - there.min() + 1);
    if (capacity == snapshot.running(resource.id())) {
      return false;
    }
    var idParts = resource.id().split("/", -1);
    resize(idParts[1], idParts[3], of -> of.desiredInstanceCount(capacity));
    account.scales(resource.id(), capacity);
    changes.of(Stream.of(resource));
    return true;
  }

  /** Suspends some activities of a target by hand, or resumes all. */
  boolean suspend() {
    var resources = fleet.resources();
    if (resources.isEmpty()) {
      return false;
    }
    var resource = seeded.any(resources);
    var there = account.snapshot(resource.name()).scaled.get(resource.key());
    for (int again = 0; there == null && again < 5; again++) {
      resource = seeded.any(resources);
      there = account.snapshot(resource.name()).scaled.get(resource.key());
    }
    return there != null && suspend(resource, there);
  }

  private boolean suspend(ScalableResource resource, RegisteredState there) {
    boolean resume = !there.suspended().isEmpty() && seeded.chance(60);
    boolean in = !resume && seeded.chance(70);
    boolean out = !resume && seeded.chance(50);
    boolean scheduled = !resume && seeded.chance(50);
    account.scaling.registerScalableTarget(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(resource.id())
            .scalableDimension(resource.type().dimension())
            .suspendedState(state ->
                state
                    .dynamicScalingInSuspended(in)
                    .dynamicScalingOutSuspended(out)
                    .scheduledScalingSuspended(scheduled)));
    changes.of(Stream.of(resource));
    return true;
  }

  private void resize(
      String endpoint, String variant, Consumer<DesiredWeightAndCapacity.Builder> capacity) {
    var change = DesiredWeightAndCapacity.builder().variantName(variant).applyMutation(capacity);
    account.sageMaker.updateEndpointWeightsAndCapacities(
        call -> call.endpointName(endpoint).desiredWeightsAndCapacities(List.of(change.build())));
  }

  /** Allows changes by hand that are undone before everything is checked at that time. */
  void driftEndsBefore(Instant then) {
    check = then;
  }

  /** Changes by hand what Tagscaler manages. */
  boolean tinker() {
    var resources = fleet.resources();
    if (resources.isEmpty()) {
      return false;
    }
    var resource = seeded.any(resources);
    var snapshot = account.snapshot(resource.name());
    var there = snapshot.before(resource);
    if (there.scaled().isEmpty() || there.isTheirs()) {
      return false;
    }
    boolean settled = changes.isSettled(resource) && fleet.wrong(resource, snapshot).isEmpty();
    var names =
        there.scaled().orElseThrow().policies().keySet().stream()
            .filter(name -> name.startsWith("tagscaler-"))
            .toList();
    boolean lasts =
        !resource.settings().paused(account.now())
            && account.now().plus(changes.drift()).plus(Duration.ofHours(1)).isBefore(check);
    switch (seeded.below(lasts ? 6 : 3)) {
      case 0, 1 -> {
        if (names.isEmpty()) {
          return false;
        }
        deletePolicy(resource, seeded.any(names));
        changes.of(Stream.of(resource));
      }
      case 3 -> {
        account.scaling.putScheduledAction(call ->
            call.serviceNamespace("sagemaker")
                .resourceId(resource.id())
                .scalableDimension(resource.type().dimension())
                .scheduledActionName("tagscaler-Daily-0345")
                .schedule("cron(45 3 * * ? *)")
                .scalableTargetAction(action -> action.minCapacity(1).maxCapacity(3)));
        drift(resource, settled);
      }
      case 4, 5 -> {
        // Where a schedule takes away what runs, what a repair may leave is not simple to say.
        if (resource.settings().schedule() != null) {
          return false;
        }
        int min = 1 + seeded.below(2);
        int max = 5 + 4 * seeded.below(2);
        account.scaling.registerScalableTarget(call ->
            call.serviceNamespace("sagemaker")
                .resourceId(resource.id())
                .scalableDimension(resource.type().dimension())
                .minCapacity(min)
                .maxCapacity(max));
        drift(resource, settled);
      }
      default -> {
        if (there.wakes()) {
          account.alarms.deleteAlarms(
              call -> call.alarmNames(AccountSnapshot.alarm(resource.id())));
        } else {
          deregister(resource);
        }
        changes.of(Stream.of(resource));
      }
    }
    return true;
  }

  private void drift(ScalableResource resource, boolean settled) {
    done.add(DRIFT);
    changes.drift(resource);
    if (settled) {
      fleet.leaveAlone(resource, changes.leftAloneUntil());
    }
  }

  /** Adds another tool's policy or action to a target, or deletes it again. */
  boolean meddle() {
    var resources = fleet.resources();
    if (resources.isEmpty()) {
      return false;
    }
    var resource = seeded.any(resources);
    var metric =
        switch (resource.type()) {
          case REAL_TIME, ASYNC -> "SageMakerVariantInvocationsPerInstance";
          case COMPONENT -> "SageMakerInferenceComponentInvocationsPerCopy";
          default -> null;
        };
    if (metric == null) {
      return false;
    }
    var there = account.snapshot(resource.name()).before(resource);
    if (there.isOurs()) {
      done.add(OTHERS_ON_OURS);
    }
    if (there.isTheirs() && seeded.chance(60)) {
      deregister(resource);
    } else if (!there.isTheirs() && !there.foreign().isEmpty()) {
      deletePolicy(resource, "team-own");
    } else {
      if (there.scaled().isEmpty()) {
        int min = 1 + seeded.below(2);
        int max = seeded.any(List.of(3, 9));
        account.scaling.registerScalableTarget(call ->
            call.serviceNamespace("sagemaker")
                .resourceId(resource.id())
                .scalableDimension(resource.type().dimension())
                .minCapacity(min)
                .maxCapacity(max));
      }
      account.scaling.putScalingPolicy(call ->
          call.serviceNamespace("sagemaker")
              .resourceId(resource.id())
              .scalableDimension(resource.type().dimension())
              .policyName("team-own")
              .policyType(PolicyType.TARGET_TRACKING_SCALING)
              .targetTrackingScalingPolicyConfiguration(tracking ->
                  tracking
                      .targetValue(70.0)
                      .predefinedMetricSpecification(
                          predefined -> predefined.predefinedMetricType(metric))));
    }
    changes.of(Stream.of(resource));
    return true;
  }

  private void deletePolicy(ScalableResource resource, String name) {
    account.scaling.deleteScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(resource.id())
            .scalableDimension(resource.type().dimension())
            .policyName(name));
  }

  private void deregister(ScalableResource resource) {
    account.scaling.deregisterScalableTarget(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(resource.id())
            .scalableDimension(resource.type().dimension()));
  }

  /** Takes an endpoint out of service, or back: nothing registered for it may be lost meanwhile. */
  boolean breakOrMend() {
    var endpoints =
        fleet.endpoints.stream()
            .filter(endpoint -> !endpoint.failed && endpoint.type.scalable())
            .toList();
    if (endpoints.isEmpty()) {
      return false;
    }
    var endpoint = seeded.any(endpoints);
    if (endpoint.down) {
      mend(endpoint);
      return true;
    }
    var status =
        account
            .sageMaker
            .describeEndpoint(call -> call.endpointName(endpoint.name))
            .endpointStatusAsString();
    if (!status.equals("InService")) {
      return false;
    }
    account.endpointIs(seeded.any(OUTAGES), endpoint.name);
    endpoint.down = true;
    changes.of(fleet.resources(endpoint));
    return true;
  }

  private void mend(SimulatedEndpoint endpoint) {
    var snapshot = account.snapshot(endpoint.name);
    fleet
        .resources(endpoint)
        .forEach(resource ->
            fleet
                .wrong(resource, snapshot)
                .filter(_ -> changes.late(resource))
                .ifPresent(wrong::add));
    account.endpointIs("InService", endpoint.name);
    endpoint.down = false;
    delivery.endpoint(endpoint.name, endpoint.config, "IN_SERVICE");
    changes.of(fleet.resources(endpoint));
  }

  /** Deletes the platform team's document, or writes it again. */
  boolean platform(boolean there) {
    fleet.platform = there;
    account.platform(there);
    delivery.catalog(SimulatedAccount.PLATFORM);
    changes.of(fleet.resources().stream());
    return true;
  }

  /** Sets another max in the catalog. */
  boolean catalog() {
    // Never the current one.
    fleet.teamMax = 4 + (fleet.teamMax - 4 + 2 + 2 * seeded.below(3)) % 8;
    account.catalog(fleet.teamMax);
    delivery.catalog(SimulatedAccount.CATALOG + "/team");
    changes.of(
        fleet.resources().stream().filter(resource -> resource.settings().policy() == Policy.TEAM));
    return true;
  }
}
