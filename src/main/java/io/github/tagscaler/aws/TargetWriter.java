package io.github.tagscaler.aws;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.Change.CreateTarget;
import io.github.tagscaler.scaling.Change.DeleteAlarms;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.DeregisterTarget;
import io.github.tagscaler.scaling.Change.PutAlarm;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.PutScheduledAction;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UntagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.Other;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Writes to Application Auto Scaling and CloudWatch, one call for each change. */
final class TargetWriter {
  private final ApplicationAutoScalingClient client;
  private final Alarms alarms;
  private final TargetCalls calls;
  private final KnownTargets known;

  TargetWriter(
      ApplicationAutoScalingClient client, Alarms alarms, Sleeper sleeper, KnownTargets known) {
    this.client = client;
    this.alarms = alarms;
    this.known = known;
    this.calls = new TargetCalls(sleeper);
  }

  void apply(Change change) {
    if (change instanceof Change.OfTarget target) {
      known.changing(target.key());
    }
    switch (change) {
      case CreateTarget(var key, var bounds, var tags) -> create(key, bounds, tags);
      // No tags: if the target exists, AWS rejects the whole call because of them.
      case UpdateTarget update -> update(update);
      case PutPolicy(var key, _, var after) ->
          calls.onceSeen("PutScalingPolicy", key, () -> put(key, after));
      case DeletePolicy(var key, var before) ->
          calls.unlessGone("DeleteScalingPolicy", key, () -> delete(key, before.name()));
      case DeleteScheduledAction(var key, var before) ->
          calls.unlessGone(
              "DeleteScheduledAction", key, () -> deleteScheduledAction(key, before.name()));
      case PutScheduledAction(var key, _, var after) ->
          calls.onceSeen("PutScheduledAction", key, () -> put(key, after));
      case PutAlarm(var key, _, var after) -> put(key, after);
      case DeleteAlarms(var id, var before) -> alarms.delete(id, before);
      case TagTarget tagging -> tag(tagging.key(), arn(tagging), tagging.after());
      case UntagTarget(var key, var arn, var tagKeys) ->
          calls.unlessGone(
              "UntagResource",
              key,
              () -> client.untagResource(r -> r.resourceARN(arn).tagKeys(tagKeys)));
      case DeregisterTarget(var key, _) ->
          calls.unlessGone("DeregisterScalableTarget", key, () -> deregister(key));
    }
  }

  private void create(TargetKey key, Bounds bounds, Map<String, String> tags) {
    calls.write(
        "RegisterScalableTarget",
        key,
        () -> {
          var answer = register(key, bounds, request -> request.tags(tags));
          if (answer.scalableTargetARN() != null) {
            known.registered(key, answer.scalableTargetARN());
          }
          return answer;
        });
  }

  private void tag(TargetKey key, String arn, Map<String, String> tags) {
    calls.onceSeen(
        "TagResource", key, () -> client.tagResource(r -> r.resourceARN(arn).tags(tags)));
  }

  /**
   * The ARN by which a target is tagged. AWS lists none for a target that was registered before
   * targets could be tagged, but answers it to a call that registers the target again as it is.
   */
  private String arn(TagTarget tagging) {
    var key = tagging.key();
    if (!tagging.arn().isEmpty()) {
      return tagging.arn();
    }
    return AwsErrors.call(
        "RegisterScalableTarget",
        key.id().wire(),
        () ->
            Optional.ofNullable(
                    client
                        .registerScalableTarget(request ->
                            request
                                .serviceNamespace(ServiceNamespace.SAGEMAKER)
                                .resourceId(key.id().wire())
                                .scalableDimension(key.dimension().wire()))
                        .scalableTargetARN())
                .orElseThrow(() -> SdkClientException.create("the answer has no ARN")));
  }

  private void update(UpdateTarget update) {
    var key = update.key();
    calls.write(
        "RegisterScalableTarget",
        key,
        () -> {
          var arn = register(key, update.after().bounds(), changed(update)).scalableTargetARN();
          if (arn != null && !update.arn().isEmpty() && !arn.equals(update.arn())) {
            // Deregistered since it was read. If the new target has no tags, this
            // call has registered it; if it has tags, another tool has registered it
            // meanwhile and manages it.
            calls.onceSeen(
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

  /**
   * A register call keeps what it leaves out. So it names suspensions only to change one: somebody
   * may have suspended scaling since the target was read. And a pause leaves the bounds out if it
   * can: it does not wait for a scheduled change, and must not undo what a scheduled action has set
   * since.
   */
  private static Consumer<RegisterScalableTargetRequest.Builder> changed(UpdateTarget update) {
    var suspended = update.after().suspended();
    if (suspended.equals(update.before().suspended())) {
      return request -> {};
    }
    boolean pause =
        suspended.equals(Suspension.ALL)
            && update.before().bounds().equals(update.after().bounds());
    return request -> {
      request.suspendedState(state ->
          state
              .dynamicScalingInSuspended(suspended.scaleIn())
              .dynamicScalingOutSuspended(suspended.scaleOut())
              .scheduledScalingSuspended(suspended.scheduled()));
      if (pause) {
        request.minCapacity(null).maxCapacity(null);
      }
    };
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
            .applyMutation(more));
  }

  private Object put(TargetKey key, ScalingPolicy policy) {
    return client.putScalingPolicy(request ->
        request
            .serviceNamespace(ServiceNamespace.SAGEMAKER)
            .resourceId(key.id().wire())
            .scalableDimension(key.dimension().wire())
            .policyName(policy.name())
            .applyMutation(definition(policy)));
  }

  private static Consumer<PutScalingPolicyRequest.Builder> definition(ScalingPolicy policy) {
    return switch (policy.definition()) {
      case TargetTracking tracking ->
          request ->
              request
                  .policyType(PolicyType.TARGET_TRACKING_SCALING)
                  .targetTrackingScalingPolicyConfiguration(PolicyTranslator.write(tracking));
      case StepScaling steps ->
          request ->
              request
                  .policyType(PolicyType.STEP_SCALING)
                  .stepScalingPolicyConfiguration(PolicyTranslator.write(steps));
      case Other(var type) ->
          throw new IllegalArgumentException(
              "policy "
                  + policy.name()
                  + " is not managed by Tagscaler ("
                  + type
                  + ") and cannot be put");
    };
  }

  private Object put(TargetKey key, ScheduledAction action) {
    return client.putScheduledAction(request ->
        request
            .serviceNamespace(ServiceNamespace.SAGEMAKER)
            .resourceId(key.id().wire())
            .scalableDimension(key.dimension().wire())
            .scheduledActionName(action.name())
            .schedule(action.schedule())
            .timezone(action.zone())
            // No start and no end: an update that leaves them out deletes the
            // existing ones.
            // Both bounds: a single one could contradict the other existing one.
            .scalableTargetAction(bounds ->
                bounds
                    .minCapacity(action.min().orElseThrow())
                    .maxCapacity(action.max().orElseThrow())));
  }

  private void put(TargetKey key, ScalingAlarm alarm) {
    var policy = alarm.actsOn().orElseThrow();
    // The ARN changes when a policy is deleted and put again, so the current one is read.
    alarms.put(
        key,
        alarm,
        policy,
        calls.onceThere("DescribeScalingPolicies", key, () -> arn(key, policy)));
  }

  private Optional<String> arn(TargetKey key, String policy) {
    return TargetPolicies.listed(client, key, request -> request.policyNames(policy))
        // An answer that ignores the name must not let the alarm act on another policy.
        .filter(found -> policy.equals(found.policyName()))
        .map(found -> Required.member(found.policyARN(), "PolicyARN"))
        .findFirst();
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
}
