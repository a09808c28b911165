package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.Registered;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The plan for a target that is ours already, or becomes ours.
 *
 * <p>If the recorded configuration is another one, the owner changed the wish (or the last run was
 * cut off): everything is brought to it, the record last. If it is the same, what differs is drift:
 * what is missing is put back, what somebody changed or added is told, and undone only by a repair.
 */
final class Update {

  /** Why a target is looked at. */
  enum Occasion {
    /** Something happened to it. */
    EVENT,
    /** Somebody asked for it: what others changed is undone, too. */
    REPAIR,
    /** It was somebody else's, and is taken over. */
    ADOPTION
  }

  private final DesiredState desired;
  private final ObservedTarget observed;
  private final Ownership ownership;
  private final TargetProblems problems;
  private final Configuration recorded;
  private final boolean sameWish;
  private final boolean overwrite;

  /** What should be in force: what a scheduled action has set, or else what holds at this time. */
  private final Limits asked;

  private final List<Change> changes = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final List<String> drifted = new ArrayList<>();

  Update(
      DesiredState desired,
      ObservedTarget observed,
      Ownership ownership,
      TargetProblems problems,
      Occasion occasion) {
    this.problems = problems;
    this.desired = desired;
    this.observed = observed;
    this.ownership = ownership;
    this.recorded = Configuration.parse(observed.tags().getOrDefault(Ownership.CONFIG, ""));
    this.sameWish = occasion != Occasion.ADOPTION && recorded.sameWish(desired);
    this.overwrite = occasion != Occasion.EVENT || !sameWish;
    this.asked = asked();
  }

  /**
   * With actions that no week can say, which of them fired last is not looked up: if one of them
   * sets what is registered, that is right.
   */
  private Limits asked() {
    var inForce = desired.inForce();
    return setBy(inForce)
        ? inForce
        : desired.actions().stream()
            .map(TimedAction::limits)
            .filter(this::setBy)
            .findFirst()
            .orElse(inForce);
  }

  /** Whether the registered bounds are those that one of our own actions sets. */
  private boolean setBy(Limits limits) {
    return observed.bounds().equals(limits.bounds())
        || observed.bounds().equals(DesiredState.conceded(limits, recorded.concededMax()));
  }

  Plan plan() {
    boolean resuming = observed.suspended().any();
    if (foreignSchedule() && sameWish) {
      if (resuming) {
        register(observed.boundsAround(desired.running()));
      }
      return finish(recorded.concededMax());
    }
    boolean boundsChanged = sameWish && !ourBounds();
    if (boundsChanged && !overwrite && !resuming) {
      drifted.add("the bounds are " + observed.bounds() + " instead of " + recordedBounds());
      return finish(recorded.concededMax());
    }
    boolean keep = sameWish && (boundsChanged || recorded.concededMax().isPresent());
    return switch (Fit.of(
        desired.key(), asked, desired.running(), observed.bounds().max(), keep, problems)) {
      case Fit.NoMax(var problem) -> new Plan.Refused(List.of(problem));
      case Fit.AsAsked(var bounds) -> bring(bounds, Optional.empty());
      case Fit.AboveMax above -> {
        warnings.add(above.warning());
        yield bring(above.bounds(), above.concededMax());
      }
    };
  }

  /** Whether somebody else sets bounds by the clock; ours must not fight with theirs. */
  private boolean foreignSchedule() {
    var theirs =
        observed.scheduledActions().stream()
            .map(ScheduledAction::name)
            .filter(name -> !ManagedNames.ours(name))
            .toList();
    if (!theirs.isEmpty()) {
      warnings.add(TargetProblems.foreignSchedule(theirs));
    }
    return !theirs.isEmpty();
  }

  private Plan bring(Bounds bounds, Optional<Integer> concededMax) {
    if (!bounds.equals(observed.bounds())
        || !bounds.contains(desired.running())
        || observed.suspended().any()) {
      register(bounds);
    }
    var hangers = hangers(concededMax);
    changes.addAll(hangers);
    record(Configuration.of(desired, concededMax));
    return planned();
  }

  private void register(Bounds bounds) {
    changes.add(
        new UpdateTarget(
            desired.key(),
            observed.arn(),
            ownership.mark(),
            new Registered(observed.bounds(), observed.suspended()),
            new Registered(bounds, Suspension.NONE)));
  }

  /**
   * Whether the registered bounds are a work of ours, of whatever time. Those that are asked for
   * are, whatever was recorded, and so are those of a concession that was cut off before it was
   * recorded, and those of a change by the clock that AWS missed. Events concede only above a
   * policy's max: where a tag states it, or nobody does, a higher max is somebody's, and taking it
   * for ours would take their capacity away.
   */
  private boolean ourBounds() {
    var registered = observed.bounds();
    boolean cutOff =
        asked.maxSource() == MaxSource.POLICY
            && desired.running() > asked.bounds().max()
            && registered.equals(asked.raisedTo(desired.running()));
    return registered.equals(recordedBounds())
        || setBy(asked)
        || desired.scheduled().stream().anyMatch(this::setBy)
        || cutOff;
  }

  /** The bounds that our last write set: what was asked for, or what was conceded. */
  private Bounds recordedBounds() {
    return recorded.concededMax().map(asked::raisedTo).orElse(asked.bounds());
  }

  private Plan finish(Optional<Integer> concededMax) {
    changes.addAll(hangers(concededMax));
    return planned();
  }

  /** All that hangs on the target. */
  private List<Change> hangers(Optional<Integer> concededMax) {
    var difference =
        new Difference(
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

  private void record(Configuration configuration) {
    var before = new TreeMap<String, String>();
    Optional.ofNullable(observed.tags().get(Ownership.CONFIG))
        .ifPresent(text -> before.put(Ownership.CONFIG, text));
    var after = new TreeMap<>(Map.of(Ownership.CONFIG, configuration.text()));
    if (!before.equals(after)) {
      changes.add(new TagTarget(desired.key(), observed.arn(), before, after));
    }
  }
}
