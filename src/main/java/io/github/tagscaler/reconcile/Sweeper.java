package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.scaling.Ownership;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds, among everything, what needs a closer look: what news was lost of, what somebody changed
 * by hand, what was there before Tagscaler, and what is left of what is gone.
 *
 * <p>It reads lists and changes nothing. Each resource that it names is then looked at by itself,
 * as if an event had told of it; so that a sweep may be cut off anywhere, and two may run at once.
 */
public final class Sweeper {
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
   * What a sweep came to.
   *
   * @param began when it began
   * @param pieces what needs a closer look, what is most likely in vain last, in an order that
   *     differs from sweep to sweep otherwise
   * @param heldBack the targets that it would have released for want of tags, had they been fewer,
   *     less those that a piece tells of
   * @param kept how many those are with them
   * @param doubts what lists could not judge
   * @param seen how much it has seen
   */
  public record Sweep(
      Instant began,
      List<SweepItem> pieces,
      List<Report> heldBack,
      int kept,
      Map<Subject, Doubts.Doubt> doubts,
      Seen seen) {
    public Sweep {
      doubts = Map.copyOf(doubts);
      pieces = List.copyOf(pieces);
      heldBack = List.copyOf(heldBack);
    }
  }

  /** How many endpoints, components and targets of ours there are. */
  public record Seen(int endpoints, int components, int targets) {}

  /**
   * Reads everything and says what needs a closer look.
   *
   * @param began when the sweep began: nothing that it goes by is older
   * @param catalog read since then
   * @throws CallFailedException if anything cannot be read; nothing is concluded from the rest
   */
  public Sweep sweep(Command.Sweep notice, Instant began, Catalog catalog) {
    var snapshot = fleet.read();
    var tags = new FleetTags(sageMaker, snapshot, began);
    var ownership = new Ownership(stack);
    var roster = new Roster(snapshot, ownership);
    var glance = new Glance(stack, catalog, notice.trigger().type() == Trigger.Type.CATALOG, began);
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
        new Seen(snapshot.endpoints().size(), snapshot.components().size(), roster.ours().size());
    var lostTags = new LostTags(registry, policies, ownership, roster, tags, began);
    return new SweepPlan(notice, began, seen, stack, roster, tags, lostTags, doubts, found)
        .plan(limitPercent, dryRun);
  }

  /**
   * Takes note that pieces of a sweep get their looks: what lists cannot judge is not looked at in
   * each sweep. A look that only plans changes nothing, and counts for none.
   */
  public void given(Sweep sweep, List<SweepItem> pieces) {
    doubts.note(
        sweep.doubts(),
        pieces.stream()
            .map(SweepItem::look)
            .filter(look -> !look.dryRun())
            .map(Command.ReconcileResource::subject)
            .toList(),
        sweep.began());
    // Whose turn was cut off has it the next time.
    if (pieces.size() == sweep.pieces().size()
        && pieces.stream().noneMatch(piece -> piece.look().dryRun())) {
      last = sweep.began();
    }
  }

  /** Takes note of what a piece came to. */
  public void done(SweepItem piece, List<Report> reports) {
    if (reports.stream().anyMatch(report -> !Merge.changes(report.outcome().ending()).isEmpty())) {
      doubts.settled(piece.look().subject());
    }
  }

  /** How a target ends that is not released because it would be one of too many. */
  static Ending.Skipped heldBack() {
    return new Ending.Skipped(
        SkipReason.SWEEP_LIMIT_EXCEEDED,
        "It carries no tag that asks for scaling any more, but so do so many that the sweep"
            + " released none of them. If that is meant, invoke the function with"
            + " {\"all\": true, \"confirm\": true}.");
  }
}
