package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Notice;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.reconcile.Fleet.Snapshot;
import io.github.tagscaler.reconcile.Fleet.Stray;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Releases all that is ours, whatever the tags say: what has to be done before the stack is
 * deleted, because nobody could do it afterwards.
 */
public final class Leaver {
  private static final String WHY = "All that this stack had registered is released.";

  private final Fleet fleet;
  private final ScalingRegistry registry;
  private final Ownership ownership;
  private final Planner planner;
  private final Execution execution;
  private final String stack;
  private final boolean dryRun;

  /**
   * @param stack the stack whose targets and alarms are to go
   * @param dryRun whether the stack plans only
   */
  public Leaver(Fleet fleet, ScalingRegistry registry, String stack, boolean dryRun) {
    this.fleet = fleet;
    this.registry = registry;
    this.ownership = new Ownership(stack);
    this.planner = new Planner(ownership);
    this.execution = new Execution(registry);
    this.stack = stack;
    this.dryRun = dryRun;
  }

  /**
   * Releases one target after the other. Asked again, it goes on with what is left.
   *
   * @param timeLeft whether there is time for one more; what is not reached is reported as failed
   * @throws CallFailedException if the lists cannot be read
   */
  public List<Report> leave(Notice.ReleaseAll notice, BooleanSupplier timeLeft) {
    var snapshot = fleet.read();
    var reports = new ArrayList<Report>();
    for (var listed : snapshot.targets()) {
      // One with nothing on it may be ours, too, made a moment ago and not yet told so.
      if (ownership.mayOwn(listed) || (listed.tags().isEmpty() && listed.isBare())) {
        reports.addAll(timeLeft.getAsBoolean() ? target(listed, notice) : left(listed, notice));
      }
    }
    strays(snapshot)
        .forEach((id, strays) ->
            execution
                .release(
                    planner.release(id, strays.stream().map(Stray::alarm).toList()),
                    null,
                    WHY,
                    List.of(),
                    dry(notice))
                .ifPresent(ended -> reports.add(report(id, ended, notice))));
    return List.copyOf(reports);
  }

  private static Map<ResourceId, List<Stray>> strays(Snapshot snapshot) {
    return snapshot.strays().stream()
        .filter(stray -> stray.id().isPresent())
        .collect(Collectors.groupingBy(stray -> stray.id().orElseThrow()));
  }

  /** What lists tell of a target's owner may be late: it is read by itself before it goes. */
  private List<Report> target(ObservedTarget listed, Notice.ReleaseAll notice) {
    var key = listed.key();
    try {
      return registry.observe(List.of(key.id())).stream()
          .filter(observed -> observed.key().equals(key))
          .flatMap(observed ->
              execution
                  .release(
                      planner.release(observed.withAlarms(listed.alarms()), OptionalInt.empty()),
                      key.dimension(),
                      WHY,
                      List.of(),
                      dry(notice))
                  .stream())
          .map(ended -> report(key.id(), ended, notice))
          .toList();
    } catch (CallFailedException failure) {
      var ended =
          new Ended(key.dimension(), Execution.ending(failure, List.of()), List.of(), dry(notice));
      return List.of(report(key.id(), ended, notice));
    }
  }

  private List<Report> left(ObservedTarget listed, Notice.ReleaseAll notice) {
    return planner.owns(listed)
        ? List.of(
            report(
                listed.key().id(),
                new Ended(
                    listed.key().dimension(),
                    new Ending.Failed(
                        Problem.of(
                            Code.THROTTLED,
                            null,
                            null,
                            "The function's time is over before it was released. Invoke it once"
                                + " more with the same request."),
                        List.of()),
                    List.of(),
                    dry(notice)),
                notice))
        : List.of();
  }

  private boolean dry(Notice.ReleaseAll notice) {
    return dryRun || notice.dryRun();
  }

  private Report report(ResourceId id, Ended ended, Notice.ReleaseAll notice) {
    return ended.unseen(id, notice.trigger(), stack, false);
  }
}
