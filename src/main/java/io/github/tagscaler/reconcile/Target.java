package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.resource.Scalability.Scalable;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One variant or component to reconcile, as SageMaker describes it.
 *
 * @param now what it is; empty if it is gone
 * @param orphanedAlarms the managed alarms that belong to it, besides those that are found with
 *     what is registered; a deleted resource leaves them behind
 */
record Target(ResourceId id, Optional<Present> now, List<ScalingAlarm> orphanedAlarms) {
  Target {
    orphanedAlarms = List.copyOf(orphanedAlarms);
  }

  static Target present(ResourceId id, Present now) {
    return new Target(id, Optional.of(now), List.of());
  }

  /** The same with the alarms that belong to it. */
  Target with(List<ScalingAlarm> alarms) {
    return new Target(id, now, alarms);
  }

  static Target gone(ResourceId id, List<ScalingAlarm> orphanedAlarms) {
    return new Target(id, Optional.empty(), orphanedAlarms);
  }

  /** The dimension in which it can be scaled now; null if it cannot. */
  @Nullable ScalableDimension dimension() {
    return now.map(Present::scalability)
        .flatMap(Scalability::scalable)
        .map(resource -> resource.kind().dimension())
        .orElse(null);
  }

  /** What runs in a dimension; empty if that is not known. */
  OptionalInt running(ScalableDimension dimension) {
    return now.map(present -> present.scalability().running(dimension)).orElse(OptionalInt.empty());
  }

  /**
   * Its scalable targets, with the alarms that are known to belong to it.
   *
   * @throws CallFailedException if it cannot be read
   */
  List<ObservedTarget> registered(ObservedTargetsCache observed) {
    return observed.of(id).stream().map(each -> each.withAlarms(orphanedAlarms)).toList();
  }

  /**
   * A resource that exists.
   *
   * @param status the status that says whether it can be registered
   * @param policy what its tags request
   * @param tags its own tags
   * @param carriesKey whether it, or its endpoint, carries a tag under the prefix
   * @param arn the ARN of the endpoint or component
   * @param settled whether it and its config are old, so that a scaling activity probably caused
   *     the event that it is in service
   * @param mayBeReadySoon whether it is a component that changed recently: Tagscaler waits until it
   *     is in service
   */
  record Present(
      Scalability scalability,
      ResourceStatus status,
      PolicyTags policy,
      Map<String, String> tags,
      boolean carriesKey,
      String arn,
      boolean settled,
      boolean mayBeReadySoon) {

    /** Under an off switch, and without tags, every problem is a warning only. */
    List<Problem> warningsUnderOffSwitch(CatalogCache catalogs) {
      var found =
          scalability instanceof Scalable(var resource) && policy.requestsScaling()
              ? switch (policy.desired(resource, catalogs.get())) {
                case Reading.Invalid(var problems, var warnings) ->
                    Stream.concat(warnings.stream(), problems.stream());
                case Reading.Declared(_, var warnings) -> warnings.stream();
              }
              : Stream.concat(policy.warnings().stream(), policy.problems().stream());
      return found.toList();
    }
  }
}
