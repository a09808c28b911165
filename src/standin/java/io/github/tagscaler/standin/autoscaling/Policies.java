package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AlarmThrottling;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Alarm;
import io.github.tagscaler.standin.state.ScalableTarget;
import io.github.tagscaler.standin.state.TargetId;
import java.util.List;
import java.util.Optional;

/** Scaling policies: put, described, deleted. */
final class Policies {

  /** Application Auto Scaling user guide, Quotas. */
  private static final int MAX_POLICIES = 50;

  /** API reference, DescribeScalingPolicies: pages are as small as this. */
  private static final int MAX_PAGE = 10;

  static final String TARGET_TRACKING = "TargetTrackingScalingPolicyConfiguration";
  static final String STEP_SCALING = "StepScalingPolicyConfiguration";
  private static final List<String> CONFIGURATIONS =
      List.of(TARGET_TRACKING, STEP_SCALING, "PredictiveScalingPolicyConfiguration");

  private final Account account;
  private final Consistency consistency;
  private final TargetTrackingAlarms alarms;

  Policies(Account account, Consistency consistency) {
    this.account = account;
    this.consistency = consistency;
    this.alarms = new TargetTrackingAlarms(account);
  }

  JsonObject put(JsonObject request) {
    AutoScaling.requireSageMaker(request);
    var id = TargetId.of(request);
    consistency.requireArrived(id);
    ScalableTarget target = Targets.registered(account, id);
    String name = TargetChild.POLICY.name(request);
    Optional<JsonObject> existing = Optional.ofNullable(target.policies().get(name));
    String type = type(request, existing);
    requireConfiguration(type, request);
    if (type.equals("TargetTrackingScaling")) {
      TargetTrackingRules.check(target, name, request.object(TARGET_TRACKING));
    } else {
      StepScalingRules.check(request.object(STEP_SCALING));
    }
    if (existing.isEmpty() && target.policies().size() >= MAX_POLICIES) {
      throw AwsFailure.of(
          "LimitExceededException",
          "The target has " + MAX_POLICIES + " scaling policies already.");
    }
    consistency.beforeWrite();
    JsonObject policy = existing.orElseGet(() -> TargetChild.POLICY.create(account, id, name));
    policy = policy.with("PolicyType", type).withAll(request.only(CONFIGURATIONS));
    if (type.equals("TargetTrackingScaling") && !policy.has("Alarms")) {
      policy = policy.with("Alarms", alarms.create(id, policy));
    }
    target.policies().put(name, policy);
    return JsonObject.of("PolicyARN", policy.text("PolicyARN"))
        .with("Alarms", policy.objects("Alarms"));
  }

  private static String type(JsonObject request, Optional<JsonObject> existing) {
    Optional<String> asked = request.findText("PolicyType");
    Optional<String> before = existing.map(policy -> policy.text("PolicyType"));
    String type =
        asked
            .or(() -> before)
            .orElseThrow(
                () -> AwsFailure.validation("PolicyType is required to create a scaling policy."));
    if (type.equals("PredictiveScaling")) {
      throw AwsFailure.validation("PredictiveScaling is not supported for namespace sagemaker.");
    }
    // Not published; alarms of the one type make no sense for the other.
    if (before.isPresent() && !before.get().equals(type)) {
      throw AwsFailure.validation(
          "The type of a scaling policy cannot be changed: delete it first.");
    }
    return type;
  }

  /** API reference, PutScalingPolicy: the configuration that belongs to the type, and no other. */
  private static void requireConfiguration(String type, JsonObject request) {
    String wanted = type + "PolicyConfiguration";
    if (!request.only(CONFIGURATIONS).members().keySet().equals(java.util.Set.of(wanted))) {
      throw AwsFailure.validation(
          "A policy of type " + type + " takes exactly the configuration " + wanted + ".");
    }
  }

  JsonObject delete(JsonObject request) {
    AutoScaling.requireSageMaker(request);
    var id = TargetId.of(request);
    String name = TargetChild.POLICY.name(request);
    ScalableTarget target = Targets.registered(account, id);
    if (!target.policies().containsKey(name)) {
      throw TargetChild.POLICY.notFound(id, name);
    }
    consistency.beforeWrite();
    account.removePolicy(target, name);
    return JsonObject.EMPTY;
  }

  JsonObject describe(JsonObject request) {
    Selection.requireResourceForDimension(request);
    List<String> names = request.texts("PolicyNames");
    List<Describable> found =
        Selection.of(consistency.policies(), request).stream()
            .filter(policy -> names.isEmpty() || names.contains(policy.name()))
            .toList();
    JsonObject page = Selection.page("ScalingPolicies", found, request, MAX_PAGE);
    page.objects("ScalingPolicies").stream().findFirst().ifPresent(this::readAlarms);
    return page;
  }

  /**
   * Application Auto Scaling reads the alarms of a page in the caller's name. How many calls it
   * makes for that is not published; here it is one.
   */
  private void readAlarms(JsonObject policy) {
    if (!account.alarmReads().allows()) {
      throw AlarmThrottling.onRead(policy.text("PolicyARN"));
    }
  }

  /** A policy with the alarms that act through it, whoever made them. */
  static JsonObject describe(JsonObject policy, Account account) {
    List<JsonObject> acting =
        account.alarmsOf(policy.text("PolicyARN")).stream().map(Policies::reference).toList();
    return policy.with("Alarms", acting);
  }

  static JsonObject reference(Alarm alarm) {
    return JsonObject.of("AlarmName", alarm.definition().text("AlarmName"))
        .with("AlarmARN", alarm.arn());
  }
}
