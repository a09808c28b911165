package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingActivities;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads everything in bulk and decides about every resource that concerns the stack, by the same
 * code as an event does. It changes nothing: what has to be changed is handed over and reconciled
 * by itself, so that a sweep may be cut off anywhere, and two may run at once.
 */
public final class Sweeper {
  /**
   * To read single resources after the lists. So 8,000 policies fit in a sweep; with more, not
   * every sweep reads until then, and the others read single resources.
   */
  private static final Duration AFTER_LISTS = Duration.ofSeconds(100);

  /** To hand over and report what was found. */
  private static final Duration TO_FINISH = Duration.ofSeconds(40);

  /** For a reader who waits. */
  private static final Duration UNLIMITED = Duration.ofDays(1);

  private final Fleet fleet;
  private final SageMakerResources sageMaker;
  private final ScalingRegistry registry;
  private final PolicyReader policies;
  private final Reconciler reconciler;
  private final Ownership ownership;
  private final int limitPercent;
  private final SageMakerFacts facts;
  private final SpellWatch spells;
  private final TargetProblems problems;

  /** Whether the account's quota of scalable targets was exhausted when this was last tried. */
  private volatile boolean quotaExceeded;

  /** When the last sweep began that found too many resources without their tags. */
  private volatile Instant lastExceeded = Instant.MIN;

  /**
   * A sweeper for one stack.
   *
   * @param limitPercent how much of what the stack registered one sweep may release because tags
   *     are missing, 0 to 100
   * @param interval the time from one scheduled sweep to the next
   */
  public Sweeper(
      Fleet fleet,
      SageMakerResources sageMaker,
      ScalingRegistry registry,
      PolicyReader policies,
      Reconciler reconciler,
      String stack,
      int limitPercent,
      ScalingActivities activities,
      Duration interval) {
    this.fleet = fleet;
    this.sageMaker = sageMaker;
    this.registry = registry;
    this.policies = policies;
    this.reconciler = reconciler;
    this.ownership = new Ownership(stack);
    this.limitPercent = limitPercent;
    this.facts = new SageMakerFacts(sageMaker);
    this.spells = new SpellWatch(activities, interval);
    this.problems = new TargetProblems(policies.tagPrefix());
  }

  /**
   * Reads and decides.
   *
   * @param began when the sweep began: nothing that it goes by is older, but for the facts that it
   *     remembers
   * @param end when its event was sent: its interval ends then
   * @param timeLeft how much of the function's time is left
   * @throws CallFailedException if a list cannot be read; nothing is concluded from the others
   */
  SweepPlan sweep(Command.Sweep command, Instant began, Instant end, Supplier<Duration> timeLeft) {
    var decided =
        decide(
            command,
            began,
            timeForLists(timeLeft.get()),
            new ReadBudget(() -> timeLeft.get().compareTo(TO_FINISH) > 0));
    var failure = watch(command, decided, end);
    return decided
        .decisions()
        .plan(
            decided.snapshot(),
            decided.concerned().untagged(),
            decided.targets().left(),
            quotaExceeded,
            failure);
  }

  /** Everything else goes on if the activities cannot be read. */
  private Optional<CallFailedException> watch(Command.Sweep command, Decided decided, Instant end) {
    try {
      decided
          .decisions()
          .warn(spells.read(end, command.trigger().isSchedule(), decided.targets().ownedSince()));
      return Optional.empty();
    } catch (CallFailedException failure) {
      return Optional.of(failure);
    }
  }

  /**
   * Reads and decides as a sweep does, for somebody who wants to see all of it, and takes the time
   * that it takes.
   *
   * @param command a dry run
   * @throws CallFailedException if a list cannot be read; nothing is concluded from the others
   */
  public FleetScan scan(Command.Sweep command, Instant began) {
    var decided = decide(command, began, UNLIMITED, ReadBudget.unlimited());
    return new FleetScan(
        began,
        decided.snapshot(),
        decided.resources(),
        decided.targets(),
        decided.decisions().outcomes(),
        decided.decisions().unread(),
        decided.decisions().bugs());
  }

  private record Decided(
      Snapshot snapshot,
      ListedResources resources,
      ListedTargets targets,
      Concerned concerned,
      Decisions decisions) {}

  private Decided decide(
      Command.Sweep command, Instant began, Duration forLists, ReadBudget budget) {
    var snapshot = fleet.read(forLists);
    var targets = new ListedTargets(snapshot, ownership, registry, budget);
    var tags = new FleetTags(sageMaker, snapshot, began, budget);
    var resources = new ListedResources(snapshot, tags);
    var concerned = new Concerned(resources, targets, tags, policies, began);
    facts.keep(snapshot.arns());
    var decisions =
        new Decisions(
            command,
            began,
            reconciler.planningOn(resources, targets, () -> began),
            resources,
            new TagLossLimit(targets.owned(), limitPercent),
            problems);
    for (var each : ClockOrder.of(concerned.all().entrySet(), began)) {
      var subject = each.getKey();
      var managed = each.getValue();
      if (!targets.isUnread(subject) && resources.learn(subject, facts, began, budget)) {
        decisions.decide(subject, managed);
      } else {
        decisions.unread(subject);
      }
    }
    decisions.confirm(tags);
    if (decisions.isLimitExceeded()) {
      lastExceeded = began;
    }
    return new Decided(snapshot, resources, targets, concerned, decisions);
  }

  private static Duration timeForLists(Duration left) {
    var half = left.dividedBy(2);
    var most = left.minus(AFTER_LISTS);
    return most.compareTo(half) > 0 ? most : half;
  }

  /**
   * Whether an item may still release what lost its tags: not if a later sweep has found too many.
   */
  boolean isOutdated(SweepItem item) {
    return item.release() == Release.ALLOWED && item.began().isBefore(lastExceeded);
  }

  /** Takes note of how an item of a sweep ended. */
  void done(SweepItem item, List<Outcome> outcomes) {
    for (var outcome : outcomes) {
      if (!outcome.ending().changesMade().isEmpty()) {
        facts.forget(item.command().subject().name());
      }
      if (Decisions.registers(outcome)) {
        quotaExceeded = false;
      } else if (outcome.ending() instanceof Ending.Rejected(var problems, _)
          && problems.stream().anyMatch(problem -> problem.code() == Code.QUOTA_EXCEEDED)) {
        quotaExceeded = true;
      }
    }
  }
}
