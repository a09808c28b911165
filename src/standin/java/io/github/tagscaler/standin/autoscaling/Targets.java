package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.ScalableTarget;
import io.github.tagscaler.standin.state.TargetId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Scalable targets: registered, described, deregistered. */
final class Targets {

  private static final int MAX_PAGE = 50;

  /** The caller must be able to do what AAS will do (user guide, Permission validation). */
  private static final List<String> CLOUDWATCH_PERMISSIONS =
      List.of("cloudwatch:DeleteAlarms", "cloudwatch:DescribeAlarms", "cloudwatch:PutMetricAlarm");

  private final Account account;
  private final CapacityMover mover;
  private final Consistency consistency;
  private final Resources resources;

  Targets(Account account, CapacityMover mover, Consistency consistency) {
    this.account = account;
    this.mover = mover;
    this.consistency = consistency;
    this.resources = new Resources(account);
  }

  /**
   * Application Auto Scaling API reference, RegisterScalableTarget: makes a target or changes it.
   */
  JsonObject register(JsonObject request) {
    AutoScaling.requireSageMaker(request);
    var id = TargetId.of(request);
    ScalableResource resource = resources.find(id);
    requirePermissions(resource);
    resource.unreadyStatus().ifPresent(status -> refuseUnready(resource, status));
    resource.requireScalable();
    Optional<ScalableTarget> existing = account.scalableTargets().find(id);
    Bounds bounds = bounds(request, existing);
    bounds.requireFor(resource);
    // Before anything changes: a refused call leaves no trace.
    TargetTags.check(request, existing.isPresent());
    consistency.beforeWrite();
    ScalableTarget target = existing.orElseGet(() -> create(id, request, bounds));
    target.setBounds(bounds.min(), bounds.max());
    target.setListsArn(true);
    request.findObject("SuspendedState").ifPresent(target::suspend);
    account.tags().add(target.arn(), request.textMap("Tags"));
    mover.moveIntoBounds(target, resource, "");
    return JsonObject.of("ScalableTargetARN", target.arn());
  }

  private static void refuseUnready(ScalableResource resource, String status) {
    throw AwsFailure.validation(
        "The status of "
            + resource.label()
            + " is '"
            + status
            + "'. The status should be in 'InService' to register it as a scalable target.");
  }

  private void requirePermissions(ScalableResource resource) {
    var missing = new TreeSet<>(CLOUDWATCH_PERMISSIONS);
    missing.add(
        resource instanceof ScalableResource.Copies
            ? "sagemaker:UpdateInferenceComponentRuntimeConfig"
            : "sagemaker:UpdateEndpointWeightsAndCapacities");
    missing.retainAll(account.deniedActions());
    if (!missing.isEmpty()) {
      throw AwsFailure.validation(
          "User is missing the following permissions: " + String.join(", ", missing));
    }
  }

  /** What is left out keeps its value; a new target has no value yet. */
  private static Bounds bounds(JsonObject request, Optional<ScalableTarget> existing) {
    Optional<Integer> min =
        request.findWhole("MinCapacity").or(() -> existing.map(ScalableTarget::min));
    Optional<Integer> max =
        request.findWhole("MaxCapacity").or(() -> existing.map(ScalableTarget::max));
    if (min.isEmpty() || max.isEmpty()) {
      throw AwsFailure.validation(
          "MinCapacity and MaxCapacity are both required to register a new scalable target.");
    }
    return new Bounds(min.get(), max.get());
  }

  private ScalableTarget create(TargetId id, JsonObject request, Bounds bounds) {
    long alike =
        account.scalableTargets().targets().keySet().stream()
            .filter(other -> other.dimension().equals(id.dimension()))
            .count();
    if (alike >= account.scalableTargets().quota()) {
      throw AwsFailure.of(
          "LimitExceededException", "There are " + alike + " scalable targets already.");
    }
    String serviceLinkedRole =
        "arn:aws:iam::"
            + account.id()
            + ":role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com"
            + "/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint";
    var target =
        new ScalableTarget(
            id,
            account.arn("application-autoscaling", "scalable-target/" + account.newId()),
            request.findText("RoleARN").orElse(serviceLinkedRole),
            account.now(),
            bounds.min(),
            bounds.max());
    account.scalableTargets().targets().put(id, target);
    consistency.created(id);
    return target;
  }

  JsonObject deregister(JsonObject request) {
    AutoScaling.requireSageMaker(request);
    ScalableTarget target = registered(account, TargetId.of(request));
    consistency.beforeWrite();
    account.deregister(target);
    return JsonObject.EMPTY;
  }

  JsonObject describe(JsonObject request) {
    List<String> ids = request.texts("ResourceIds");
    // API reference, DescribeScalableTargets: a dimension only together with a resource ID.
    if (request.has("ScalableDimension") && ids.isEmpty()) {
      throw AwsFailure.validation("ScalableDimension can only be specified with a ResourceId.");
    }
    List<Describable> found =
        Selection.of(consistency.targets(), request).stream()
            .filter(target -> ids.isEmpty() || ids.contains(target.id().resourceId()))
            .toList();
    return Selection.page("ScalableTargets", found, request, MAX_PAGE);
  }

  /** The target of this identity, which must be registered. */
  static ScalableTarget registered(Account account, TargetId id) {
    return account.scalableTargets().find(id).orElseThrow(() -> notRegistered(id));
  }

  /** The text is AWS's, as users report it. */
  static AwsFailure notRegistered(TargetId id) {
    return AwsFailure.of(
        "ObjectNotFoundException",
        "No scalable target registered for service namespace: sagemaker, resource ID: "
            + id.resourceId()
            + ", scalable dimension: "
            + id.dimension());
  }
}
