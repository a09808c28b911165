package io.github.tagscaler.aws;

import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTargetAction;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** Translates scalable targets and scheduled actions from Application Auto Scaling's model. */
final class TargetTranslator {
  private TargetTranslator() {}

  /**
   * A target as it is listed.
   *
   * @param arn empty if it was registered before targets could be tagged
   */
  record Listed(
      TargetKey key,
      Optional<String> arn,
      Bounds bounds,
      Suspension suspended,
      Instant registered) {

    /** The target with everything that is attached to it. */
    ObservedTarget with(
        Map<String, String> tags,
        List<ScalingPolicy> policies,
        List<ScheduledAction> scheduledActions,
        List<ScalingAlarm> alarms) {
      return ObservedTarget.of(
              key, arn.orElse(""), bounds, suspended, tags, policies, scheduledActions, alarms)
          .registeredAt(registered);
    }
  }

  /** A target; empty if Tagscaler does not know its kind of resource or its dimension. */
  static Optional<Listed> read(ScalableTarget target) {
    return key(target.resourceId(), target.scalableDimensionAsString())
        .map(key ->
            new Listed(
                key,
                Optional.ofNullable(target.scalableTargetARN()),
                new Bounds(
                    Required.member(target.minCapacity(), "MinCapacity"),
                    Required.member(target.maxCapacity(), "MaxCapacity")),
                suspension(target.suspendedState()),
                Required.member(target.creationTime(), "CreationTime")));
  }

  /** The key of the target that something belongs to; empty as above. */
  static Optional<TargetKey> key(@Nullable String resourceId, @Nullable String dimension) {
    return ResourceId.of(Required.member(resourceId, "ResourceId"))
        .flatMap(id ->
            ScalableDimension.of(Required.member(dimension, "ScalableDimension"))
                .map(known -> new TargetKey(id, known)));
  }

  /**
   * The targets of which one has a scheduled action. AWS's model does not promise its dimension,
   * and a resource is registered in one.
   */
  static Stream<TargetKey> keys(
      software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction action) {
    var dimension = action.scalableDimensionAsString();
    return dimension == null
        ? Stream.of(ScalableDimension.values())
            .flatMap(each -> key(action.resourceId(), each.wire()).stream())
        : key(action.resourceId(), dimension).stream();
  }

  /** Whether something belongs to a target. An answer may hold more than was asked for. */
  static boolean isOf(TargetKey target, String resourceId, @Nullable String dimension) {
    // AWS's model does not promise the dimension of a scheduled action.
    return target.id().wire().equals(resourceId)
        && (dimension == null || target.dimension().wire().equals(dimension));
  }

  static ScheduledAction read(
      software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction action) {
    var bounds = Optional.ofNullable(action.scalableTargetAction());
    return new ScheduledAction(
        Required.member(action.scheduledActionName(), "ScheduledActionName"),
        Required.member(action.schedule(), "Schedule"),
        Optional.ofNullable(action.timezone()).orElse("UTC"),
        bounds.map(ScalableTargetAction::minCapacity),
        bounds.map(ScalableTargetAction::maxCapacity),
        action.startTime() != null || action.endTime() != null);
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
