package io.github.tagscaler.soak;

import io.github.tagscaler.soak.Fleet.Place;
import io.github.tagscaler.soak.Fleet.Scalee;
import io.github.tagscaler.soak.Wish.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.sagemaker.model.DesiredWeightAndCapacity;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantServerlessUpdateConfig;

/** What happens behind Tagscaler's back: capacity, hands on what is ours, outages. */
final class Tinkerers {
  /** In which status an endpoint may be for a long time. */
  private static final List<String> OUTAGES =
      List.of("OutOfService", "UpdateRollbackFailed", "SystemUpdating", "RollingBack");

  private final Account account;
  private final Mail mail;
  private final Fleet fleet;
  private final Changes changes;
  private final Dice dice;

  /** What was seen to be wrong while it happened. */
  final List<String> wrong = new ArrayList<>();

  Tinkerers(Account account, Mail mail, Fleet fleet, Changes changes, Dice dice) {
    this.account = account;
    this.mail = mail;
    this.fleet = fleet;
    this.changes = changes;
    this.dice = dice;
    account.catalog(fleet.teamMax);
  }

  /**
   * Somebody sets the capacity, or AWS does.
   *
   * @param told whether only so that an event tells of it
   */
  boolean scale(boolean told) {
    var scalees = fleet.scalees();
    if (scalees.isEmpty()) {
      return false;
    }
    var scalee = dice.any(scalees);
    var there = account.look(scalee.name()).scaled.get(scalee.key());
    int least = there == null ? 1 : there.min();
    int greatest = there == null ? 6 : there.max();
    int capacity = least + dice.below(Math.max(1, greatest - least + 1));
    var parts = scalee.id().split("/", -1);
    switch (scalee.sort()) {
      case REAL_TIME, ASYNC -> resize(parts[1], parts[3], of -> of.desiredInstanceCount(capacity));
      case SERVERLESS ->
          resize(
              parts[1],
              parts[3],
              of ->
                  of.serverlessUpdateConfig(
                      ProductionVariantServerlessUpdateConfig.builder()
                          .provisionedConcurrency(capacity)
                          .build()));
      case COMPONENT -> {
        if (dice.chance(50) && !told) {
          account.sageMaker.updateInferenceComponentRuntimeConfig(call ->
              call.inferenceComponentName(parts[1])
                  .desiredRuntimeConfig(runtime -> runtime.copyCount(capacity)));
        } else {
          account.sageMaker.updateInferenceComponent(call ->
              call.inferenceComponentName(parts[1])
                  .runtimeConfig(runtime -> runtime.copyCount(capacity)));
          mail.component(parts[1], "updated");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void resize(
      String endpoint, String variant, Consumer<DesiredWeightAndCapacity.Builder> capacity) {
    var change = DesiredWeightAndCapacity.builder().variantName(variant).applyMutation(capacity);
    account.sageMaker.updateEndpointWeightsAndCapacities(
        call -> call.endpointName(endpoint).desiredWeightsAndCapacities(List.of(change.build())));
  }

  /** Changes by hand what is ours. */
  boolean tinker() {
    var scalees = fleet.scalees();
    if (scalees.isEmpty()) {
      return false;
    }
    var scalee = dice.any(scalees);
    var there = account.look(scalee.name()).before(scalee);
    if (there.scaled().isEmpty() || there.isTheirs()) {
      return false;
    }
    var names =
        there.scaled().orElseThrow().policies().keySet().stream()
            .filter(name -> name.startsWith("tagscaler-"))
            .toList();
    switch (dice.below(5)) {
      case 0, 1 -> {
        if (names.isEmpty()) {
          return false;
        }
        deletePolicy(scalee, dice.any(names));
      }
      case 2, 3 -> {
        // Where a schedule takes away what runs, what a repair may leave is not simple to say.
        if (scalee.wish().schedule() != null) {
          return false;
        }
        int min = 1 + dice.below(2);
        int max = 5 + 4 * dice.below(2);
        account.scaling.registerScalableTarget(call ->
            call.serviceNamespace("sagemaker")
                .resourceId(scalee.id())
                .scalableDimension(scalee.sort().dimension())
                .minCapacity(min)
                .maxCapacity(max));
      }
      default -> {
        if (there.wakes()) {
          account.alarms.deleteAlarms(call -> call.alarmNames(Scene.alarm(scalee.id())));
        } else {
          deregister(scalee);
        }
      }
    }
    fleet.drifted(scalee);
    changes.of(Stream.of(scalee));
    return true;
  }

  /** Puts something of one's own on a target, be it ours or nobody's, or takes it away again. */
  boolean meddle() {
    var scalees = fleet.scalees();
    if (scalees.isEmpty()) {
      return false;
    }
    var scalee = dice.any(scalees);
    var metric =
        switch (scalee.sort()) {
          case REAL_TIME, ASYNC -> "SageMakerVariantInvocationsPerInstance";
          case COMPONENT -> "SageMakerInferenceComponentInvocationsPerCopy";
          default -> null;
        };
    if (metric == null) {
      return false;
    }
    var there = account.look(scalee.name()).before(scalee);
    if (there.isTheirs() && dice.chance(60)) {
      deregister(scalee);
    } else if (!there.isTheirs() && !there.foreign().isEmpty()) {
      deletePolicy(scalee, "team-own");
    } else {
      if (there.scaled().isEmpty()) {
        account.scaling.registerScalableTarget(call ->
            call.serviceNamespace("sagemaker")
                .resourceId(scalee.id())
                .scalableDimension(scalee.sort().dimension())
                .minCapacity(1)
                .maxCapacity(3));
      }
      account.scaling.putScalingPolicy(call ->
          call.serviceNamespace("sagemaker")
              .resourceId(scalee.id())
              .scalableDimension(scalee.sort().dimension())
              .policyName("team-own")
              .policyType(PolicyType.TARGET_TRACKING_SCALING)
              .targetTrackingScalingPolicyConfiguration(tracking ->
                  tracking
                      .targetValue(70.0)
                      .predefinedMetricSpecification(
                          predefined -> predefined.predefinedMetricType(metric))));
    }
    changes.of(Stream.of(scalee));
    return true;
  }

  private void deletePolicy(Scalee scalee, String name) {
    account.scaling.deleteScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(scalee.id())
            .scalableDimension(scalee.sort().dimension())
            .policyName(name));
  }

  private void deregister(Scalee scalee) {
    account.scaling.deregisterScalableTarget(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(scalee.id())
            .scalableDimension(scalee.sort().dimension()));
  }

  /** An endpoint goes out of service, or comes back: nothing of it may be lost meanwhile. */
  boolean breakOrMend() {
    var places =
        fleet.places.stream().filter(place -> !place.failed && place.sort.scalable()).toList();
    if (places.isEmpty()) {
      return false;
    }
    var place = dice.any(places);
    if (place.down) {
      mend(place);
      return true;
    }
    var status =
        account
            .sageMaker
            .describeEndpoint(call -> call.endpointName(place.name))
            .endpointStatusAsString();
    if (!status.equals("InService")) {
      return false;
    }
    account.endpointIs(dice.any(OUTAGES), place.name);
    place.down = true;
    changes.of(fleet.scalees(place));
    return true;
  }

  private void mend(Place place) {
    var scene = account.look(place.name);
    fleet
        .scalees(place)
        .forEach(scalee ->
            fleet.wrong(scalee, scene).filter(_ -> changes.late(scalee)).ifPresent(wrong::add));
    account.endpointIs("InService", place.name);
    place.down = false;
    mail.endpoint(place.name, place.config, "IN_SERVICE");
    changes.of(fleet.scalees(place));
  }

  /** The keeper of the catalog sets another max. */
  boolean catalog() {
    // Never the one that it is.
    fleet.teamMax = 4 + (fleet.teamMax - 4 + 2 + 2 * dice.below(3)) % 8;
    account.catalog(fleet.teamMax);
    mail.catalog();
    changes.of(fleet.scalees().stream().filter(scalee -> scalee.wish().policy() == Policy.TEAM));
    return true;
  }
}
