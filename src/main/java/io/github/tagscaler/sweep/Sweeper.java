package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.scaling.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds, among everything, what needs a closer look: what news was lost of, what somebody changed
 * by hand, what was there before Tagscaler, and what is left of what is gone.
 *
 * <p>It reads lists and changes nothing. Each resource that it names is then looked at by itself,
 * as if an event had told of it; so that a sweep may be cut off anywhere, and two may run at once.
 */
public final class Sweeper {

  /** More than the function has, so that every policy is read. */
  private static final Duration READING = Duration.ofMinutes(15);

  private final Fleet fleet;
  private final SageMakerResources sageMaker;
  private final ScalingRegistry registry;
  private final PolicyReader policies;
  private final String stack;
  private final int limitPercent;
  private final boolean dryRun;
  private final Variants variants = new Variants();
  private final Doubts doubts = new Doubts();

  /** When the sweep before began whose pieces were given their looks. */
  private @Nullable Instant last;

  /**
   * A sweeper for one stack.
   *
   * @param limitPercent how much of what is ours one sweep may release for want of tags, 0 to 100
   * @param dryRun whether the stack plans only
   */
  public Sweeper(
      Fleet fleet,
      SageMakerResources sageMaker,
      ScalingRegistry registry,
      PolicyReader policies,
      String stack,
      int limitPercent,
      boolean dryRun) {
    this.fleet = fleet;
    this.sageMaker = sageMaker;
    this.registry = registry;
    this.policies = policies;
    this.stack = stack;
    this.limitPercent = limitPercent;
    this.dryRun = dryRun;
  }

  /**
   * Reads everything and says what needs a closer look.
   *
   * @param began when the sweep began: nothing that it goes by is older
   * @param catalog read since then
   * @throws CallFailedException if anything cannot be read; nothing is concluded from the rest
   */
  Sweep sweep(Command.Sweep notice, Instant began, Catalog catalog) {
    var snapshot = fleet.read(READING);
    var tags = new FleetTags(sageMaker, snapshot, began);
    var ownership = new Ownership(stack);
    var roster = new Roster(snapshot, ownership);
    var glance =
        new Glance(
            stack,
            new TargetProblems(policies.tagPrefix()),
            catalog,
            notice.trigger().type() == Trigger.Type.CATALOG,
            began);
    var found =
        new SweepRun(
                sageMaker,
                policies,
                began,
                roster,
                tags,
                glance,
                variants,
                Turns.since(last, began))
            .findings();
    var seen =
        new Sweep.Seen(
            snapshot.endpoints().size(), snapshot.components().size(), roster.ours().size());
    var lostTags = new LostTags(registry, policies, ownership, roster, tags, began);
    return new SweepPlan(notice, began, seen, stack, roster, tags, lostTags, doubts, found)
        .plan(limitPercent, dryRun);
  }

  /**
   * Takes note that pieces of a sweep get their looks: what lists cannot judge is not looked at in
   * each sweep. A look that only plans changes nothing, and counts for none.
   */
  void given(Sweep sweep, List<SweepItem> pieces) {
    doubts.note(
        sweep.doubts(),
        pieces.stream()
            .map(SweepItem::command)
            .filter(look -> !look.dryRun())
            .map(Command.ReconcileResource::subject)
            .toList(),
        sweep.began());
    // Whose turn was cut off has it the next time.
    if (pieces.size() == sweep.items().size()
        && pieces.stream().noneMatch(piece -> piece.command().dryRun())) {
      last = sweep.began();
    }
  }

  /** Takes note of what a piece came to. */
  void done(SweepItem piece, List<Outcome> outcomes) {
    if (outcomes.stream().anyMatch(outcome -> !outcome.ending().changesMade().isEmpty())) {
      doubts.settled(piece.command().subject());
    }
  }
}
