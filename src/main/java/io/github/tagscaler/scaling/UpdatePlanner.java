package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.NotRestored;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Plans for a target that the stack manages already, or takes over.
 *
 * <p>If the recorded configuration differs from the desired one, the tags changed (or the last run
 * was cut off): everything is updated, the record last. If it is the same, what differs is drift:
 * what is missing is put back; what was changed or added is reported, and undone once it is due.
 */
final class UpdatePlanner {
  private final DesiredState desired;
  private final ObservedTarget observed;
  private final Ownership ownership;
  private final TargetProblems problems;
  private final DriftClock clock;
  private final ConfigFingerprint recorded;
  private final Optional<DeployReset> reset;

  /** The min that is raised for a moment now. */
  private final Optional<Restoration> begun;

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
  private final List<Difference> differences = new ArrayList<>();

  /** What its tag records of a raised min after this plan. */
  private Optional<Restoration> restoration = Optional.empty();

  /**
   * Plans for one target.
   *
   * @param takesOver whether the target is taken over from another tool
   * @param clock decides when drift is undone
   * @param reset the deployment that reset its capacity
   */
  UpdatePlanner(
      DesiredState desired,
      ObservedTarget observed,
      Ownership ownership,
      TargetProblems problems,
      boolean takesOver,
      DriftClock clock,
      Optional<DeployReset> reset) {
    this.problems = problems;
    this.desired = desired;
    this.observed = observed;
    this.ownership = ownership;
    this.clock = clock;
    this.reset = reset;
    this.recorded = ConfigFingerprint.parse(observed.tags().getOrDefault(Ownership.CONFIG, ""));
    // A window that has begun since may have the raised min as its own.
    this.begun = observed.restoring().filter(_ -> !sets(desired.inForce(), observed.bounds()));
    this.requestsTheSame = !takesOver && recorded.requestsTheSame(desired);
    this.overwrite = !requestsTheSame || clock.isDue();
    this.wanted = wanted();
    this.removes =
        wanted.maxByTag() && !takesOver && !requestsTheSame && recorded.ownerChangedMax(desired);
    warnings.addAll(TargetProblems.suspendedByHand(observed.suspendedByHand().activities()));
  }

  /**
   * With actions outside the weekly schedule, which of them fired last is not looked up: if one of
   * them sets the registered bounds, these are right. While somebody outside Tagscaler has
   * suspended scheduled scaling, so are those of another time of the week.
   */
  private Limits wanted() {
    var inForce = desired.inForce();
    if (setBy(inForce)) {
      return inForce;
    }
    return Stream.concat(
            desired.actions().stream().map(TimedAction::limits),
            observed.suspendedByHand().scheduled()
                ? desired.scheduled().stream()
                : Stream.<Limits>empty())
        .filter(this::setBy)
        .findFirst()
        .orElse(inForce);
  }

  /** The registered bounds, without a min raised for a moment. */
  private Bounds lasting() {
    return begun.isPresent() ? observed.lastingBounds() : observed.bounds();
  }

  /** Whether these limits set the registered bounds, with a concession or without. */
  private boolean setBy(Limits limits) {
    return sets(limits, lasting());
  }

  private boolean sets(Limits limits, Bounds bounds) {
    return bounds.equals(limits.bounds())
        || bounds.equals(DesiredState.conceded(limits, recorded.concededMax()));
  }

  Plan plan() {
    boolean resuming = observed.isPaused();
    if (hasForeignSchedule() && requestsTheSame) {
      if (suspendedByPause()) {
        register(observed.boundsAround(desired.running()));
      } else {
        putMinBack();
      }
      notRestored(NotRestored.FOREIGN_SCHEDULE);
      return finish(recorded.concededMax());
    }
    // A pause may have widened the bounds: whatever they are, its end sets those in force.
    boolean drifted = requestsTheSame && !resuming && !setByTagscaler();
    if (drifted && !overwrite) {
      differences.add(Difference.ofBounds(observed.bounds(), recordedBounds()));
      putMinBack();
      notRestored(NotRestored.DRIFT);
      return finish(recorded.concededMax());
    }
    return switch (SafeBounds.of(
        desired.key(), wanted, desired.running(), Optional.of(lasting()), removes, problems)) {
      case SafeBounds.NeedsMax(var problem) -> new Plan.Refused(List.of(problem));
      case SafeBounds.Safe(var bounds, var concededMax, var more) -> {
        warnings.addAll(more);
        if (drifted && !bounds.equals(observed.bounds())) {
          differences.add(Difference.ofBounds(observed.bounds(), bounds));
        }
        restoration = restoration(bounds);
        var raised = restoration.filter(each -> !each.wasInVain());
        var now = raised.map(each -> new Bounds(each.raised(), bounds.max())).orElse(bounds);
        if (!now.equals(observed.bounds()) || suspendedByPause() || pulls(now)) {
          register(now);
        }
        yield finish(concededMax);
      }
    };
  }

  /**
   * The min to register for a moment instead of that of the bounds. It is recorded first, so that
   * an interrupted run leaves nothing behind that looks like drift.
   */
  private Optional<Restoration> restoration(Bounds bounds) {
    if (begun.isPresent()) {
      var raised = begun.get();
      boolean goesOn =
          !raised.isOver(desired.running(), desired.now())
              && raised.min() == bounds.min()
              && raised.raised() <= bounds.max()
              && !suspendedByPause();
      if (goesOn) {
        return begun;
      }
      if (desired.running() >= raised.raised() || !deployedAfter(raised)) {
        return raised.putBack(desired.running());
      }
    }
    if (reset.isEmpty()) {
      return Optional.empty();
    }
    var tried = observed.restoration().filter(last -> last.wasInVain() && !deployedAfter(last));
    if (tried.isPresent()) {
      notRestored(NotRestored.IN_VAIN);
      return tried;
    }
    var capacities = reset.get().reset();
    int restored = Math.min(capacities.before(), bounds.max());
    if (restored <= bounds.min() && !observed.suspendedByHand().any()) {
      warnings.add(problems.capacityBackByMin(capacities, bounds.min(), key().dimension()));
      return Optional.empty();
    }
    if (restored <= capacities.after()) {
      notRestored(NotRestored.MAX);
      return Optional.empty();
    }
    if (observed.suspendedByHand().any()) {
      notRestored(NotRestored.SUSPENDED);
      return Optional.empty();
    }
    if (!reset.get().restore()) {
      notRestored(NotRestored.NOT_REQUESTED);
      return Optional.empty();
    }
    var begins = new Restoration(bounds.min(), restored, desired.now());
    changes.add(TagTarget.of(observed, Map.of(Ownership.RESTORE, begins.text())));
    warnings.add(problems.capacityRestored(capacities, restored, bounds.min(), key().dimension()));
    return Optional.of(begins);
  }

  /** Whether another deployment has reset the capacity since. */
  private boolean deployedAfter(Restoration last) {
    return reset.filter(each -> each.reset().deployed().isAfter(last.since())).isPresent();
  }

  /** Ends what raised the min for a moment, whether the capacity has been requested or not. */
  private void putMinBack() {
    begun.ifPresent(raised -> {
      register(lasting());
      restoration = raised.putBack(desired.running());
    });
  }

  /** Reports a reset that is not undone; because of the tags, if no other reason is given. */
  private void notRestored(NotRestored because) {
    reset.ifPresent(each ->
        warnings.add(
            problems.capacityReset(
                each.reset(),
                each.restore() ? because : NotRestored.NOT_REQUESTED,
                key().dimension())));
  }

  private TargetKey key() {
    return desired.key();
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
        : desired.running() < bounds.min()
            && !observed.suspendedByHand().any()
            // It is registered already.
            && (restoration.isEmpty() || !restoration.equals(begun));
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
    return lasting().equals(recordedBounds())
        || setBy(wanted)
        || desired.scheduled().stream().anyMatch(this::setBy);
  }

  /** The bounds that the last write set: the desired or the conceded ones. */
  private Bounds recordedBounds() {
    return recorded.concededMax().map(wanted::raisedTo).orElse(wanted.bounds());
  }

  private Plan finish(Optional<Integer> concededMax) {
    var attached = attachments(concededMax);
    changes.addAll(attached.changes());
    if (requestsTheSame) {
      differences.addAll(attached.differences());
    }
    var tags = new TreeMap<String, String>();
    drift().ifPresent(time -> tags.put(Ownership.DRIFT, time));
    restoration
        .filter(Restoration::wasInVain)
        .filter(_ -> begun.isPresent())
        .ifPresent(inVain -> tags.put(Ownership.RESTORE, inVain.text()));
    config(concededMax).ifPresent(text -> tags.put(Ownership.CONFIG, text));
    forget();
    if (!tags.isEmpty()) {
      changes.add(TagTarget.of(observed, tags));
    }
    return desired.unlessNearChange(new Plan.Changes(changes, warnings));
  }

  /** Reports drift; the time to note for it, if any. */
  private Optional<String> drift() {
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    var texts = differences.stream().map(Difference::text).toList();
    if (overwrite) {
      warnings.add(TargetProblems.driftUndone(texts, differences.getFirst().call()));
      return Optional.empty();
    }
    warnings.add(problems.drift(texts, clock.dueAt()));
    return clock.note();
  }

  /**
   * Removes the tags of a pause that has ended, after what it suspended is resumed, of drift that
   * is gone, and of a raised min that is put back. One that was in vain is remembered for a day.
   */
  private void forget() {
    boolean drifts = !overwrite && !differences.isEmpty();
    var over = new TreeSet<>(Set.of(Ownership.PAUSED));
    if (!drifts) {
      over.add(Ownership.DRIFT);
    }
    if (restoration.isEmpty()
        && observed.restoration().filter(last -> last.preventsAnother(desired.now())).isEmpty()) {
      over.add(Ownership.RESTORE);
    }
    over.retainAll(observed.tags().keySet());
    if (!over.isEmpty()) {
      changes.add(new UntagTarget(desired.key(), observed.arn(), over));
    }
  }

  /**
   * The configuration to record, unless the record says the same: one that lacks the tags' values
   * is not completed just for that.
   */
  private Optional<String> config(Optional<Integer> concededMax) {
    if (requestsTheSame && concededMax.equals(recorded.concededMax())) {
      return Optional.empty();
    }
    return Optional.of(ConfigFingerprint.of(desired, concededMax).text())
        .filter(text -> !text.equals(observed.tags().get(Ownership.CONFIG)));
  }

  /** The changes to all that is attached to the target. */
  private AttachmentDiff attachments(Optional<Integer> concededMax) {
    return new AttachmentDiff(
        desired,
        observed,
        ownership.alarms(observed.alarms()),
        () -> ownActions(concededMax),
        concededMax,
        overwrite);
  }

  /**
   * The scheduled actions that runs of Tagscaler may have left, before and after a concession, and
   * those that have passed.
   */
  private List<ScheduledAction> ownActions(Optional<Integer> concededMax) {
    return Stream.of(Optional.<Integer>empty(), recorded.concededMax(), concededMax)
        .distinct()
        .flatMap(max -> Stream.of(desired.scheduledActions(max), desired.passedActions(max)))
        .flatMap(List::stream)
        .toList();
  }
}
