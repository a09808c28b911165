package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.service.AlarmAction;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Cooldown;
import io.github.tagscaler.standin.state.ScalableTarget;
import java.time.Instant;
import java.util.Optional;

/** Carries out step scaling policies when alarms act through them. */
final class PolicyRunner implements AlarmAction {

  private final Account account;
  private final CapacityMover mover;

  PolicyRunner(Account account, CapacityMover mover) {
    this.account = account;
    this.mover = mover;
  }

  @Override
  public String act(String arn, Signal signal) {
    if (!arn.contains(":scalingPolicy:")) {
      return "nothing: only scaling policies are carried out here";
    }
    for (ScalableTarget target : account.scalableTargets().targets().values()) {
      for (JsonObject policy : target.policies().values()) {
        if (policy.text("PolicyARN").equals(arn)) {
          return policy
              .findObject(Policies.STEP_SCALING)
              .map(steps -> run(target, policy.text("PolicyName"), steps, signal))
              .orElse("nothing: target tracking is not carried out here");
        }
      }
    }
    return "nothing: there is no such scaling policy";
  }

  private String run(
      ScalableTarget target, String policyName, JsonObject configuration, Signal signal) {
    var steps = new StepAdjustments(configuration);
    if (signal.datapoint().isEmpty()) {
      return "nothing: there is no datapoint to choose a step by";
    }
    double breach = signal.datapoint().get().value(steps.aggregation()) - signal.threshold();
    Optional<Integer> adjustment = steps.adjustment(breach, signal.above());
    if (adjustment.isEmpty()) {
      return "nothing: no step covers a breach of " + breach;
    }
    String cause =
        "monitor alarm %s in state %s triggered policy %s"
            .formatted(signal.alarmName(), signal.state(), policyName);
    return mover
        .scalable(target, cause)
        .map(resource -> step(target, resource, steps, adjustment.get(), cause))
        .orElse("failed: the resource cannot be found");
  }

  private String step(
      ScalableTarget target,
      ScalableResource resource,
      StepAdjustments steps,
      int adjustment,
      String cause) {
    Instant now = account.now();
    int capacity = resource.capacity();
    Optional<Cooldown> cooldown = target.cooldown(now);
    // User guide, Cooldown period: what was just added counts as part of a further scale-out; a
    // scale-in waits for its end, and a scale-out ends it.
    int from = cooldown.filter(Cooldown::out).map(Cooldown::before).orElse(capacity);
    int wanted = target.within(steps.adjusted(from, adjustment));
    if (cooldown.isPresent() && wanted <= capacity) {
      return "nothing: it cools down until " + cooldown.get().until();
    }
    if (wanted == capacity) {
      mover.stay(target, capacity, cause);
      return "nothing: capacity is " + capacity + " already";
    }
    boolean out = wanted > capacity;
    if (target.isDynamicScalingSuspended(out)) {
      return "nothing: scaling " + (out ? "out" : "in") + " is suspended";
    }
    if (!mover.move(target, resource, wanted, cause)) {
      return "failed: the resource is " + resource.unreadyStatus().orElse("busy");
    }
    target.setCooldown(
        new Cooldown(out, from, account.settled().plusSeconds(steps.cooldownSeconds())));
    return "capacity from " + capacity + " to " + wanted;
  }
}
