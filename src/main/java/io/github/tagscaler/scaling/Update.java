package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.Registered;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import io.github.tagscaler.scaling.DesiredState.MaxSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The plan for a target that is ours already.
 *
 * <p>If the recorded configuration is another one, the owner changed the wish (or the last run was
 * cut off): everything is brought to it, the record last. If it is the same, what differs is drift:
 * what is missing is put back, what somebody changed or added is told, and undone only by a repair.
 */
final class Update {
  private final DesiredState desired;
  private final ObservedTarget observed;
  private final SortedMap<String, String> mark;
  private final Configuration recorded;
  private final boolean sameWish;
  private final boolean overwrite;

  private final List<Change> changes = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final List<String> drifted = new ArrayList<>();

  /**
   * An update.
   *
   * @param mark the tags that say whose the target is
   * @param repair whether to undo what somebody else changed, too
   */
  Update(
      DesiredState desired,
      ObservedTarget observed,
      SortedMap<String, String> mark,
      boolean repair) {
    this.desired = desired;
    this.observed = observed;
    this.mark = mark;
    this.recorded = Configuration.parse(observed.tags().getOrDefault(Ownership.CONFIG, ""));
    this.sameWish = recorded.sameWish(desired);
    this.overwrite = repair || !sameWish;
  }

  Plan plan() {
    boolean boundsDrifted = boundsDrifted();
    if (boundsDrifted && !overwrite) {
      drifted.add("its bounds are " + observed.bounds() + " instead of " + recordedBounds());
      resume();
      hangers();
      return new Plan.Changes(changes, warnings);
    }
    boolean keep = sameWish && (boundsDrifted || recorded.concededMax().isPresent());
    return switch (Fit.of(desired, observed.bounds().max(), keep)) {
      case Fit.NoMax(var problem) -> new Plan.Refused(List.of(problem));
      case Fit.AsAsked(var bounds) -> bring(bounds);
      case Fit.AboveMax(var bounds, var warning) -> {
        warnings.add(warning);
        yield bring(bounds);
      }
    };
  }

  private Plan bring(Bounds bounds) {
    if (!bounds.equals(observed.bounds())
        || !bounds.contains(desired.running())
        || observed.suspended().any()) {
      register(bounds);
    }
    hangers();
    record(Configuration.of(desired, bounds));
    return new Plan.Changes(changes, warnings);
  }

  private void register(Bounds bounds) {
    changes.add(
        new UpdateTarget(
            desired.key(),
            observed.arn(),
            mark,
            new Registered(observed.bounds(), observed.suspended()),
            new Registered(bounds, Suspension.NONE)));
  }

  /**
   * Whether somebody else set the bounds. Those that are asked for are never drift, whatever was
   * recorded, and neither are those of a concession that was cut off before it was recorded. Events
   * concede only above a policy's max: where a tag states it, or nobody does, a higher max is
   * somebody's, and taking it for ours would take their capacity away.
   */
  private boolean boundsDrifted() {
    var asked = desired.bounds();
    var registered = observed.bounds();
    boolean cutOff =
        desired.maxSource() == MaxSource.POLICY
            && desired.running() > asked.max()
            && registered.equals(new Bounds(asked.min(), desired.running()));
    return sameWish && !registered.equals(recordedBounds()) && !registered.equals(asked) && !cutOff;
  }

  /** The bounds that our last write set: what was asked for, or what was conceded. */
  private Bounds recordedBounds() {
    var asked = desired.bounds();
    return recorded
        .concededMax()
        .filter(max -> max > asked.max())
        .map(max -> new Bounds(asked.min(), max))
        .orElse(asked);
  }

  /** Suspension is no drift and ends at once; the bounds stay, wide enough to take nothing away. */
  private void resume() {
    if (observed.suspended().any()) {
      var bounds = observed.bounds();
      register(new Bounds(bounds.min(), Math.max(bounds.max(), desired.running())));
    }
  }

  /** All that hangs on the target. */
  private void hangers() {
    var difference = new Difference(desired, observed, overwrite);
    changes.addAll(difference.changes());
    drifted.addAll(difference.drifted());
    if (!drifted.isEmpty()) {
      warnings.add(
          Problem.of(
              Code.DRIFT,
              null,
              null,
              "Somebody changed the scaling of %s by hand: %s. It is left alone until somebody asks to reconcile (an event Reconcile Requested), which puts it right. To keep it, set the policy tag to ignore."
                  .formatted(desired.key().id().wire(), String.join("; ", drifted))));
    }
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
