package io.github.tagscaler.command.tags.proof;

import io.github.tagscaler.command.tags.reverse.RegisteredTarget;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.scaling.DesiredState;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.Plan;
import io.github.tagscaler.scaling.Planner;
import io.github.tagscaler.scaling.Repair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans adoptions as the function does, and compares the target before and after. */
public final class AdoptionPlanning {
  /** Longer than bounds wait before and after a scheduled change of them. */
  private static final Duration PAST_CHANGE = Duration.ofMinutes(3);

  private final PolicyReader policies;
  private final String stack;
  private final Planner planner;

  /** Plans for a stack that allows every adoption. */
  public AdoptionPlanning(PolicyReader policies, String stack, Duration driftDelay) {
    this.policies = policies;
    this.stack = stack;
    this.planner =
        new Planner(
            new Ownership(stack),
            new TargetProblems(policies.tagPrefix()),
            Adoption.REPLACE,
            driftDelay);
  }

  /** What keys start with. */
  public String tagPrefix() {
    return policies.tagPrefix();
  }

  /**
   * What adopting a target would change.
   *
   * @param keys the tags to set, prefix and suffix included
   */
  public Proof prove(
      RegisteredTarget registered,
      TargetTags tags,
      Map<String, String> keys,
      Catalog catalog,
      Instant now) {
    var read = tags.with(keys, policies);
    if (read.intent(now) != PolicyTags.Intent.SCALE) {
      return new Proof.Rejected(
          List.of(
              Problem.of(
                  Code.NOT_APPLICABLE,
                  "Its tags hold Tagscaler off (policy = off or ignore, or paused). Remove them first.")));
    }
    return switch (read.desired(tags.resource(), catalog)) {
      case Reading.Invalid(var problems, _) -> new Proof.Rejected(problems);
      case Reading.Declared(var policy, var warnings) ->
          planned(registered, tags, policy, warnings, now);
    };
  }

  /**
   * Planned a little later if a scheduled change of the bounds is near, which would have to wait.
   */
  private Proof planned(
      RegisteredTarget registered,
      TargetTags tags,
      DesiredPolicy policy,
      List<Problem> warnings,
      Instant now) {
    boolean waits = plan(registered, tags, policy, now) instanceof Plan.Deferred;
    var when = waits ? now.plus(PAST_CHANGE) : now;
    return switch (plan(registered, tags, policy, when)) {
      case Plan.Refused(var problems) -> new Proof.Rejected(problems);
      case Plan.Deferred(var problem) -> new Proof.Rejected(List.of(problem));
      case Plan.Changes changes -> adopted(registered, tags, policy, warnings, changes, when);
    };
  }

  private Plan plan(
      RegisteredTarget registered, TargetTags tags, DesiredPolicy policy, Instant now) {
    return planner.plan(
        DesiredState.of(policy, tags.resource(), stack, now),
        Optional.of(registered.target()),
        Repair.LEAVE);
  }

  private Proof adopted(
      RegisteredTarget registered,
      TargetTags tags,
      DesiredPolicy policy,
      List<Problem> warnings,
      Plan.Changes plan,
      Instant now) {
    var planned = AfterPlan.of(registered.target(), plan.changes());
    var after = new RegisteredTarget(planned, Comparison.alarms(registered, planned));
    var differences = new ArrayList<>(Comparison.of(registered, after, now));
    var further = plan(after, tags.running(planned.bounds()), policy, now);
    if (!(further instanceof Plan.Changes(var more, _)) || !more.isEmpty()) {
      // The proof would be worth nothing if the next run changed something else.
      differences.add(new Difference("next run", "nothing to change", "changes something again"));
    }
    var all = new ArrayList<>(warnings);
    all.addAll(plan.warnings());
    return new Proof.Adopted(plan.changes(), differences, all);
  }
}
