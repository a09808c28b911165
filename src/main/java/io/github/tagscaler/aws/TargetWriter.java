package io.github.tagscaler.aws;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.Change.CreateTarget;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.DeregisterTarget;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UntagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.Other;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ResourceNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Writes to Application Auto Scaling: a call for each change. */
final class TargetWriter {

  /**
   * A target that was registered a moment ago may not be seen by the next call yet ("brief eventual
   * consistency", API reference of RegisterScalableTarget). With doubling pauses: three seconds.
   */
  private static final int LOOKS = 5;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final ApplicationAutoScalingClient client;
  private final Pause pause;

  TargetWriter(ApplicationAutoScalingClient client, Pause pause) {
    this.client = client;
    this.pause = pause;
  }

  void apply(Change change) {
    switch (change) {
      case CreateTarget(var key, var bounds, var tags) ->
          call("RegisterScalableTarget", key, () -> register(key, bounds, r -> r.tags(tags)));
      // No tags: on a target that exists AWS refuses the whole call because of them.
      case UpdateTarget update -> update(update);
      case PutPolicy(var key, _, var after) ->
          onceSeen("PutScalingPolicy", key, () -> put(key, after));
      case DeletePolicy(var key, var before) ->
          unlessGone("DeleteScalingPolicy", key, () -> delete(key, before.name()));
      case DeleteScheduledAction(var key, var before) ->
          unlessGone("DeleteScheduledAction", key, () -> deleteScheduledAction(key, before.name()));
      case Change.PutScheduledAction(var key, _, var after) ->
          throw new UnsupportedOperationException(key + " " + after);
      case Change.PutAlarm(var key, _, var after) ->
          throw new UnsupportedOperationException(key + " " + after);
      case Change.DeleteAlarms(var id, var before) ->
          throw new UnsupportedOperationException(id + " " + before);
      case TagTarget(var key, var arn, _, var after) ->
          onceSeen(
              "TagResource", key, () -> client.tagResource(r -> r.resourceARN(arn).tags(after)));
      case UntagTarget(var key, var arn, var tagKeys) ->
          unlessGone(
              "UntagResource",
              key,
              () -> client.untagResource(r -> r.resourceARN(arn).tagKeys(tagKeys)));
      case DeregisterTarget(var key, _) ->
          unlessGone("DeregisterScalableTarget", key, () -> deregister(key));
    }
  }

  private void update(UpdateTarget update) {
    var key = update.key();
    call(
        "RegisterScalableTarget",
        key,
        () -> {
          var arn = register(key, update.after().bounds(), r -> {}).scalableTargetARN();
          if (arn != null && !arn.equals(update.arn())) {
            // Deregistered since we looked. Without tags the other target is the one that this call
            // made; with tags somebody registered it meanwhile, and it is theirs.
            onceSeen(
                "TagResource",
                key,
                () ->
                    client.listTagsForResource(r -> r.resourceARN(arn)).tags().isEmpty()
                        ? client.tagResource(r -> r.resourceARN(arn).tags(update.mark()))
                        : arn);
            throw AwsErrors.failed(
                Code.CONCURRENT_UPDATE,
                "RegisterScalableTarget",
                key.id().wire(),
                SdkClientException.create("the target was deregistered meanwhile"));
          }
          return update;
        });
  }

  private RegisterScalableTargetResponse register(
      TargetKey key, Bounds bounds, Consumer<RegisterScalableTargetRequest.Builder> more) {
    return client.registerScalableTarget(request ->
        request
            .serviceNamespace(ServiceNamespace.SAGEMAKER)
            .resourceId(key.id().wire())
            .scalableDimension(key.dimension().wire())
            .minCapacity(bounds.min())
            .maxCapacity(bounds.max())
            // What a register leaves out stays as it is, a suspension too.
            .suspendedState(state ->
                state
                    .dynamicScalingInSuspended(false)
                    .dynamicScalingOutSuspended(false)
                    .scheduledScalingSuspended(false))
            .applyMutation(more));
  }

  private Object put(TargetKey key, ScalingPolicy policy) {
    return switch (policy.definition()) {
      case TargetTracking tracking ->
          client.putScalingPolicy(request ->
              request
                  .serviceNamespace(ServiceNamespace.SAGEMAKER)
                  .resourceId(key.id().wire())
                  .scalableDimension(key.dimension().wire())
                  .policyName(policy.name())
                  .policyType(PolicyType.TARGET_TRACKING_SCALING)
                  .targetTrackingScalingPolicyConfiguration(PolicyTranslator.write(tracking)));
      case StepScaling steps -> throw new UnsupportedOperationException(key + " " + steps);
      case Other(var type) ->
          throw new IllegalArgumentException(
              "policy " + policy.name() + " is somebody else's (" + type + ") and cannot be put");
    };
  }

  private Object delete(TargetKey key, String policy) {
    return client.deleteScalingPolicy(request ->
        request
            .serviceNamespace(ServiceNamespace.SAGEMAKER)
            .resourceId(key.id().wire())
            .scalableDimension(key.dimension().wire())
            .policyName(policy));
  }

  private Object deleteScheduledAction(TargetKey key, String name) {
    return client.deleteScheduledAction(request ->
        request
            .serviceNamespace(ServiceNamespace.SAGEMAKER)
            .resourceId(key.id().wire())
            .scalableDimension(key.dimension().wire())
            .scheduledActionName(name));
  }

  private Object deregister(TargetKey key) {
    return client.deregisterScalableTarget(request ->
        request
            .serviceNamespace(ServiceNamespace.SAGEMAKER)
            .resourceId(key.id().wire())
            .scalableDimension(key.dimension().wire()));
  }

  private static Object call(String operation, TargetKey key, Supplier<Object> write) {
    return AwsErrors.call(operation, key.id().wire(), write);
  }

  /** Takes away what may be gone already, which then is just what was wanted. */
  private static void unlessGone(String operation, TargetKey key, Supplier<Object> write) {
    try {
      var _ = write.get();
    } catch (ObjectNotFoundException | ResourceNotFoundException gone) {
      // Somebody was faster, or the answer to our own first attempt was lost.
    } catch (SdkException failure) {
      throw AwsErrors.failed(operation, key.id().wire(), failure);
    }
  }

  /** Adds to a target that AWS may not see yet. */
  private void onceSeen(String operation, TargetKey key, Supplier<Object> write) {
    var next = FIRST_PAUSE;
    for (int look = 1; ; look++) {
      try {
        var _ = write.get();
        return;
      } catch (ObjectNotFoundException | ResourceNotFoundException notYet) {
        if (look == LOOKS || !pause.ended(next)) {
          throw AwsErrors.failed(Code.NOT_READY, operation, key.id().wire(), notYet);
        }
        next = next.multipliedBy(2);
      } catch (SdkException failure) {
        throw AwsErrors.failed(operation, key.id().wire(), failure);
      }
    }
  }
}
