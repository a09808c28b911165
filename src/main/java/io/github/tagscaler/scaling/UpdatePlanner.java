package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.Registered;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UntagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Plans for a target that the stack manages already, or takes over.
 *
 * <p>If the recorded configuration differs from the desired one, the tags changed (or the last run
 * was cut off): everything is updated, the record last. If it is the same, what differs is drift:
 * what is missing is put back; what was changed or added is reported, and undone only by a repair.
 */
final class UpdatePlanner {

  /** Why a target is planned for. */
  enum Occasion {
    /** An event. */
    EVENT,
    /** A request or a sweep: changes made outside Tagscaler are undone, too. */
    REPAIR,
    /** The target is taken over from another tool. */
    ADOPTION
  }

  private final DesiredState desired;
  private final ObservedTarget observed;
  private final Ownership ownership;
  private final TargetProblems problems;
  private final ConfigFingerprint recorded;
  private final boolean requestsTheSame;
  private final boolean overwrite;

  /** Whether the owner agreed to lose the capacity above the max. */
  private final boolean removes;

  /**
   * The bounds that should be in force: those of a scheduled action, or else those of this time.
   */
  private final Limits wanted;

  private final List<Change> changes = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final List<String> drifted = new ArrayList<>();

  UpdatePlanner(
      DesiredState desired,
      ObservedTarget observed,
      Ownership ownership,
      TargetProblems problems,
      Occasion occasion) {
    this.problems = problems;
    this.desired = desired;
    this.observed = observed;
    this.ownership = ownership;
    this.recorded = ConfigFingerprint.parse(observed.tags().getOrDefault(Ownership.CONFIG, ""));
    this.requestsTheSame = occasion != Occasion.ADOPTION && recorded.requestsTheSame(desired);
    this.overwrite = occasion != Occasion.EVENT || !requestsTheSame;
    this.wanted = wanted();
    this.removes =
        wanted.maxByTag() && occasion != Occasion.ADOPTION && recorded.ownerChangedMax(desired);
    warnings.addAll(TargetProblems.suspendedByHand(observed.suspendedByHand().activities()));
  }

  /**
   * With actions outside the weekly schedule, which of them fired last is not looked up: if one of
   * them sets the registered bounds, these are right. While somebody outside Tagscaler has
   * suspended scheduled scaling, so are those of another time of the week.
   */
  private Limits wanted() {
    var inForce = desired.inForce();
    return Stream.of(
            Stream.of(inForce),
            desired.actions().stream().map(TimedAction::limits),
            observed.suspendedByHand().scheduled()
                ? desired.scheduled().stream()
                : Stream.<Limits>empty())
        .flatMap(limits -> limits)
        .filter(this::setBy)
        .findFirst()
        .orElse(inForce);
  }

  /** Whether these limits set the registered bounds, with a concession or without. */
  private boolean setBy(Limits limits) {
    return observed.bounds().equals(limits.bounds())
        || observed.bounds().equals(DesiredState.conceded(limits, recorded.concededMax()));
  }

  Plan plan() {
    boolean resuming = observed.isPaused();
    if (hasForeignSchedule() && requestsTheSame) {
      if (suspendedByPause()) {
        register(observed.boundsAround(desired.running()));
      }
      return finish(recorded.concededMax());
    }
    boolean boundsChanged = requestsTheSame && !setByTagscaler();
    if (boundsChanged && !overwrite && !resuming) {
      drifted.add("the bounds are " + observed.bounds() + " instead of " + recordedBounds());
      return finish(recorded.concededMax());
    }
    return switch (SafeBounds.of(
        desired.key(),
        wanted,
        desired.running(),
        Optional.of(observed.bounds()),
        removes,
        problems)) {
      case SafeBounds.NeedsMax(var problem) -> new Plan.Refused(List.of(problem));
      case SafeBounds.Safe(var bounds, var concededMax, var more) -> {
        warnings.addAll(more);
        yield bring(bounds, concededMax);
      }
    };
  }

  /** Whether another tool's scheduled actions set bounds, too; neither must undo the other. */
  private boolean hasForeignSchedule() {
    var foreign =
        observed.scheduledActions().stream()
            .map(ScheduledAction::name)
            .filter(name -> !ManagedNames.isManaged(name))
            .toList();
    if (!foreign.isEmpty()) {
      warnings.add(TargetProblems.foreignSchedule(foreign));
    }
    return !foreign.isEmpty();
  }

  private Plan bring(Bounds bounds, Optional<Integer> concededMax) {
    if (!bounds.equals(observed.bounds()) || suspendedByPause() || pulls(bounds)) {
      register(bounds);
    }
    var attachments = attachments(concededMax);
    changes.addAll(attachments);
    endPause();
    record(concededMax);
    return planned();
  }

  private boolean suspendedByPause() {
    return !observed.suspended().equals(observed.suspendedByHand());
  }

  /**
   * Whether to register bounds that are registered already, because that moves capacity into them.
   * Nothing is added while somebody outside Tagscaler has suspended scaling.
   */
  private boolean pulls(Bounds bounds) {
    return desired.running() > bounds.max()
        ? removes
        : desired.running() < bounds.min() && !observed.suspendedByHand().any();
  }

  /** Registers these bounds. It ends a pause, and leaves every other suspension as it is. */
  private void register(Bounds bounds) {
    changes.add(
        new UpdateTarget(
            desired.key(),
            observed.arn(),
            ownership.mark(),
            Registered.of(observed),
            new Registered(bounds, observed.suspendedByHand())));
  }

  /**
   * Whether Tagscaler set the registered bounds, now or earlier. The desired ones count, whatever
   * was recorded, and so do those of a scheduled change that AWS missed.
   */
  private boolean setByTagscaler() {
    return observed.bounds().equals(recordedBounds())
        || setBy(wanted)
        || desired.scheduled().stream().anyMatch(this::setBy);
  }

  /** The bounds that the last write set: the desired or the conceded ones. */
  private Bounds recordedBounds() {
    return recorded.concededMax().map(wanted::raisedTo).orElse(wanted.bounds());
  }

  private Plan finish(Optional<Integer> concededMax) {
    changes.addAll(attachments(concededMax));
    endPause();
    return planned();
  }

  /** The changes to all that is attached to the target. */
  private List<Change> attachments(Optional<Integer> concededMax) {
    var difference =
        new AttachmentDiff(
            desired,
            observed,
            ownership.alarms(observed.alarms()),
            Stream.of(Optional.<Integer>empty(), recorded.concededMax(), concededMax)
                .flatMap(
                    max -> Stream.of(desired.scheduledActions(max), desired.passedActions(max)))
                .flatMap(List::stream)
                .toList(),
            concededMax,
            overwrite);
    drifted.addAll(difference.drifted());
    return difference.changes();
  }

  private Plan planned() {
    if (!drifted.isEmpty()) {
      warnings.add(problems.drift(drifted));
    }
    return desired.unlessNearChange(new Plan.Changes(changes, warnings));
  }

  /** Forgets a pause, after what it suspended is resumed. */
  private void endPause() {
    if (observed.isPaused()) {
      changes.add(
          new UntagTarget(desired.key(), observed.arn(), new TreeSet<>(Set.of(Ownership.PAUSED))));
    }
  }

  /**
   * Records the configuration, unless the record says the same: one that lacks the tags' values is
   * not completed just for that.
   */
  private void record(Optional<Integer> concededMax) {
    boolean recordedSo = requestsTheSame && concededMax.equals(recorded.concededMax());
    var text = ConfigFingerprint.of(desired, concededMax).text();
    if (!recordedSo && !text.equals(observed.tags().get(Ownership.CONFIG))) {
      changes.add(TagTarget.of(observed, Map.of(Ownership.CONFIG, text)));
    }
  }
}
