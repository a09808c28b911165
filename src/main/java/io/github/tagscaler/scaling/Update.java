package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

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
  private final Configuration recorded;
  private final boolean overwrite;
  private final boolean repairing;

  private final List<Change> target = new ArrayList<>();
  private final List<Change> firstDeletes = new ArrayList<>();
  private final List<Change> puts = new ArrayList<>();
  private final List<Change> lastDeletes = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final List<String> drifted = new ArrayList<>();

  Update(DesiredState desired, ObservedTarget observed, boolean repair) {
    this.desired = desired;
    this.observed = observed;
    this.recorded = Configuration.parse(observed.tags().getOrDefault(Ownership.CONFIG, ""));
    boolean sameWish = recorded.sameWish(desired);
    this.overwrite = repair || !sameWish;
    this.repairing = repair && sameWish;
  }

  Plan plan() {
    var registered = observed.bounds();
    boolean boundsDrifted = recorded.sameWish(desired) && !registered.equals(recordedBounds());
    Bounds sent;
    if (boundsDrifted && !overwrite) {
      drifted.add("its bounds are " + registered + " instead of " + recordedBounds());
      sent = registered;
      resume(registered);
    } else {
      switch (Fit.of(desired, registered.max(), (repairing && boundsDrifted) || conceding())) {
        case Fit.NoMax(var problem) -> {
          return new Plan.Refused(List.of(problem));
        }
        case Fit.AsAsked(var bounds) -> sent = bounds;
        case Fit.AboveMax(var bounds, var warning) -> {
          sent = bounds;
          warnings.add(warning);
        }
      }
      if (!sent.equals(registered) || !sent.contains(desired.running()) || observed.suspended()) {
        target.add(new UpdateTarget(desired.key(), registered, sent));
      }
    }
    policies();
    scheduledActions();
    warnOfDrift();
    var changes = new ArrayList<>(target);
    changes.addAll(firstDeletes);
    changes.addAll(puts);
    changes.addAll(lastDeletes);
    if (!boundsDrifted || overwrite) {
      record(Configuration.of(desired, sent)).ifPresent(changes::add);
    }
    return new Plan.Changes(changes, warnings);
  }

  /** Whether a higher max was conceded for this wish, which holds until capacity is inside. */
  private boolean conceding() {
    return recorded.sameWish(desired) && recorded.concededMax().isPresent();
  }

  /** The bounds that our last write set: what was asked for, or what was conceded. */
  private Bounds recordedBounds() {
    var asked = desired.bounds();
    return recorded
        .concededMax()
        .filter(max -> max >= asked.min())
        .map(max -> new Bounds(asked.min(), max))
        .orElse(asked);
  }

  /** Suspension is no drift and ends at once; the bounds stay, wide enough to take nothing away. */
  private void resume(Bounds registered) {
    if (observed.suspended()) {
      int running = desired.running();
      var wide =
          new Bounds(Math.min(registered.min(), running), Math.max(registered.max(), running));
      target.add(new UpdateTarget(desired.key(), registered, wide));
    }
  }

  private void policies() {
    Map<String, ScalingPolicy> standing =
        observed.policies().stream()
            .collect(Collectors.toMap(ScalingPolicy::name, Function.identity()));
    var missing = new ArrayList<ScalingPolicy>();
    for (var wanted : desired.policies()) {
      var before = standing.get(wanted.name());
      if (before == null) {
        missing.add(wanted);
      } else if (!before.equals(wanted)) {
        changed(wanted, before);
      }
    }
    for (var policy : observed.policies()) {
      if (ManagedNames.ours(policy.name())
          && desired.policies().stream().noneMatch(wanted -> wanted.name().equals(policy.name()))) {
        stale(policy, missing);
      }
    }
    missing.forEach(wanted -> puts.add(new PutPolicy(desired.key(), null, wanted)));
  }

  private void changed(ScalingPolicy wanted, ScalingPolicy before) {
    if (overwrite) {
      puts.add(new PutPolicy(desired.key(), before, wanted));
    } else {
      drifted.add("its policy " + before.name() + " was changed");
    }
  }

  private void stale(ScalingPolicy policy, List<ScalingPolicy> missing) {
    if (missing.stream().anyMatch(wanted -> twins(wanted, policy))) {
      // AWS takes one policy for each metric: the old name has to go before the new one comes.
      firstDeletes.add(new DeletePolicy(desired.key(), policy));
    } else if (overwrite) {
      lastDeletes.add(new DeletePolicy(desired.key(), policy));
    } else {
      drifted.add("a policy " + policy.name() + " was added");
    }
  }

  /** Whether two policies track the same metric, which AWS does not take on one target. */
  static boolean twins(ScalingPolicy a, ScalingPolicy b) {
    return a.definition() instanceof TargetTracking first
        && b.definition() instanceof TargetTracking second
        && first.metric().equals(second.metric());
  }

  private void scheduledActions() {
    for (var name : observed.scheduledActions()) {
      if (!ManagedNames.ours(name)) {
        continue;
      }
      if (overwrite) {
        lastDeletes.add(new DeleteScheduledAction(desired.key(), name));
      } else {
        drifted.add("a scheduled action " + name + " was added");
      }
    }
  }

  private void warnOfDrift() {
    if (!drifted.isEmpty()) {
      warnings.add(
          Problem.of(
              Code.DRIFT,
              null,
              null,
              "Somebody changed the scaling of %s by hand: %s. It is left alone until the next sweep or an explicit request to reconcile puts it right; to keep it, set policy = ignore."
                  .formatted(desired.key().id().wire(), String.join("; ", drifted))));
    }
  }

  private Optional<Change> record(Configuration configuration) {
    var before = new TreeMap<String, String>();
    Optional.ofNullable(observed.tags().get(Ownership.CONFIG))
        .ifPresent(text -> before.put(Ownership.CONFIG, text));
    var after = new TreeMap<>(Map.of(Ownership.CONFIG, configuration.text()));
    return before.equals(after)
        ? Optional.empty()
        : Optional.of(new TagTarget(desired.key(), observed.arn(), before, after));
  }
}
