package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.CapacityReader;
import io.github.tagscaler.reconcile.Ended;
import io.github.tagscaler.reconcile.Execution;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.reconcile.TargetRelease;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Releases all that is ours, whatever the tags say: what has to be done before the stack is
 * deleted, because nobody could do it afterwards.
 */
public final class Leaver {
  private final Fleet fleet;
  private final CapacityReader running;
  private final ScalingRegistry registry;
  private final Ownership ownership;
  private final TargetRelease release;
  private final String stack;
  private final boolean dryRun;

  /**
   * @param stack the stack whose targets and alarms are to go
   * @param dryRun whether the stack plans only
   */
  public Leaver(
      Fleet fleet,
      SageMakerResources sageMaker,
      ScalingRegistry registry,
      String stack,
      boolean dryRun) {
    this.fleet = fleet;
    this.running = new CapacityReader(sageMaker);
    this.registry = registry;
    this.ownership = new Ownership(stack);
    this.release = new TargetRelease(ownership, registry);
    this.stack = stack;
    this.dryRun = dryRun;
  }

  /**
   * Releases one target after the other. Asked again, it goes on with what is left.
   *
   * @param timeLeft whether there is time for one more; what is not reached is reported as failed
   * @throws CallFailedException if the lists cannot be read
   */
  public List<Report> leave(Command.ReleaseAll notice, BooleanSupplier timeLeft) {
    var snapshot = fleet.read();
    var roster = new Roster(snapshot, ownership);
    var reports = new ArrayList<Report>();
    for (var listed : snapshot.targets()) {
      // One with nothing on it may be ours, too, made a moment ago and not yet told so.
      if (ownership.mayOwn(listed) || (listed.tags().isEmpty() && listed.isBare())) {
        // Who it is of is not asked any more: one too many only makes for one more invocation.
        reports.addAll(
            timeLeft.getAsBoolean()
                ? target(listed, notice)
                : List.of(
                    report(
                        listed.key().id(), outOfTime(listed.key().dimension(), notice), notice)));
      }
    }
    roster
        .strays()
        .forEach((id, strays) -> {
          if (timeLeft.getAsBoolean()) {
            release
                .strays(id, strays, Reasons.becauseAllReleased(stack), List.of(), dry(notice))
                .ifPresent(ended -> reports.add(report(id, ended, notice)));
          } else {
            reports.add(report(id, outOfTime(null, notice), notice));
          }
        });
    return reports.stream().map(report -> withTags(report, roster, snapshot)).toList();
  }

  /** What lists tell of a target's owner may be late: it is read by itself before it goes. */
  private List<Report> target(ObservedTarget listed, Command.ReleaseAll notice) {
    var key = listed.key();
    try {
      return registry.observe(List.of(key.id())).stream()
          .filter(observed -> observed.key().equals(key))
          .flatMap(observed -> release(observed.withAlarms(listed.alarms()), notice).stream())
          .map(ended -> report(key.id(), ended, notice))
          .toList();
    } catch (CallFailedException failure) {
      var ended =
          new Ended(key.dimension(), Execution.ending(failure, List.of()), List.of(), dry(notice));
      return List.of(report(key.id(), ended, notice));
    }
  }

  private Optional<Ended> release(ObservedTarget observed, Command.ReleaseAll notice) {
    var runs =
        ownership.owns(observed) && (observed.suspended().any() || observed.bounds().min() == 0)
            ? runs(observed)
            : OptionalInt.empty();
    return release.one(observed, runs, Reasons.becauseAllReleased(stack), List.of(), dry(notice));
  }

  /** What runs has to be known to end a suspension without changing it; else it is a warning. */
  private OptionalInt runs(ObservedTarget observed) {
    try {
      return running.of(observed.key());
    } catch (CallFailedException unknown) {
      if (observed.suspended().any()) {
        throw unknown;
      }
      return OptionalInt.empty();
    }
  }

  private Ended outOfTime(@Nullable ScalableDimension dimension, Command.ReleaseAll notice) {
    return new Ended(
        dimension,
        new Ending.Failed(TargetProblems.outOfTime(), List.of()),
        List.of(),
        dry(notice));
  }

  /** Rules route by the tags of a resource, which lists tell. */
  private static Report withTags(Report report, Roster roster, Snapshot snapshot) {
    return ResourceId.of(report.outcome().resourceId())
        .flatMap(roster::arn)
        .map(arn -> report.of(arn, snapshot.tagsOf(arn).orElse(Map.of())))
        .orElse(report);
  }

  private boolean dry(Command.ReleaseAll notice) {
    return dryRun || notice.dryRun();
  }

  private Report report(ResourceId id, Ended ended, Command.ReleaseAll notice) {
    return ended.unseen(id, notice.trigger(), stack, false);
  }
}
