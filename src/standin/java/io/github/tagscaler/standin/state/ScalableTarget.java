package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.json.JsonObject;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A resource registered with Application Auto Scaling, its policies and its scheduled actions. */
public final class ScalableTarget {

  private final TargetId id;
  private final String arn;
  private final String roleArn;
  private final Instant creationTime;
  private int min;
  private int max;
  private JsonObject suspended =
      JsonObject.of("DynamicScalingInSuspended", false)
          .with("DynamicScalingOutSuspended", false)
          .with("ScheduledScalingSuspended", false);
  private boolean listsArn = true;
  private Optional<Cooldown> cooldown = Optional.empty();
  private final NavigableMap<String, JsonObject> policies = new TreeMap<>();
  private final NavigableMap<String, ScheduledAction> actions = new TreeMap<>();

  public ScalableTarget(
      TargetId id, String arn, String roleArn, Instant creationTime, int min, int max) {
    this.id = id;
    this.arn = arn;
    this.roleArn = roleArn;
    this.creationTime = creationTime;
    this.min = min;
    this.max = max;
  }

  public TargetId id() {
    return id;
  }

  public String arn() {
    return arn;
  }

  /**
   * Leaves the ARN out of descriptions, as if the target had been registered before targets could
   * be tagged (API reference, ScalableTarget: the ARN is optional), until it is registered again.
   */
  public void setListsArn(boolean lists) {
    listsArn = lists;
  }

  public int min() {
    return min;
  }

  public int max() {
    return max;
  }

  public void setBounds(int newMin, int newMax) {
    min = newMin;
    max = newMax;
  }

  /** The capacity within the bounds that is nearest to this one. */
  public int within(int capacity) {
    return Math.clamp(capacity, min, max);
  }

  /** Suspend or resume what is named; what is not named stays as it is. */
  public void suspend(JsonObject changes) {
    suspended = suspended.withAll(changes);
  }

  public boolean isScheduledScalingSuspended() {
    return suspended.flag("ScheduledScalingSuspended");
  }

  /** Whether capacity may not be added, or else not be taken away, on the word of an alarm. */
  public boolean isDynamicScalingSuspended(boolean out) {
    return suspended.flag(out ? "DynamicScalingOutSuspended" : "DynamicScalingInSuspended");
  }

  /** The cooldown that lasts at this moment, if one does. */
  public Optional<Cooldown> cooldown(Instant now) {
    return cooldown.filter(lasting -> lasting.until().isAfter(now));
  }

  public void setCooldown(Cooldown newCooldown) {
    cooldown = Optional.of(newCooldown);
  }

  /** Scaling policies by name, as DescribeScalingPolicies has them but for the alarms. */
  public NavigableMap<String, JsonObject> policies() {
    return policies;
  }

  public NavigableMap<String, ScheduledAction> actions() {
    return actions;
  }

  /** The description of DescribeScalableTargets, which has neither tags nor capacity. */
  public JsonObject describe() {
    return id.json()
        .with("MinCapacity", min)
        .with("MaxCapacity", max)
        .with("RoleARN", roleArn)
        .with("CreationTime", creationTime)
        .with("SuspendedState", suspended)
        .with("ScalableTargetARN", listsArn ? Optional.of(arn) : Optional.empty());
  }
}
