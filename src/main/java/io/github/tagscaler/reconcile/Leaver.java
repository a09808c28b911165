package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Notice;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.reconcile.Fleet.ListedComponent;
import io.github.tagscaler.reconcile.Fleet.ListedEndpoint;
import io.github.tagscaler.reconcile.Fleet.Snapshot;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.Planner;
import io.github.tagscaler.scaling.ScalingAlarm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private static final String WHY = "All that this stack had registered is released.";

  private final Fleet fleet;
  private final Running running;
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
  public Leaver(
      Fleet fleet,
      SageMakerResources sageMaker,
      ScalingRegistry registry,
      String stack,
      boolean dryRun) {
    this.fleet = fleet;
    this.running = new Running(sageMaker);
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
        // Who it is of is not asked any more: one too many only makes for one more invocation.
        reports.addAll(
            timeLeft.getAsBoolean()
                ? target(listed, notice)
                : List.of(
                    report(
                        listed.key().id(), outOfTime(listed.key().dimension(), notice), notice)));
      }
    }
    strays(snapshot)
        .forEach((id, strays) -> {
          if (timeLeft.getAsBoolean()) {
            execution
                .release(planner.release(id, strays), null, WHY, List.of(), dry(notice))
                .ifPresent(ended -> reports.add(report(id, ended, notice)));
          } else {
            reports.add(report(id, outOfTime(null, notice), notice));
          }
        });
    return reports.stream().map(report -> withTags(report, snapshot)).toList();
  }

  /** The alarms that are for no target of ours: of none at all, or of one that is not ours now. */
  private Map<ResourceId, List<ScalingAlarm>> strays(Snapshot snapshot) {
    var strays = new LinkedHashMap<ResourceId, List<ScalingAlarm>>();
    for (var stray : snapshot.strays()) {
      stray
          .id()
          .ifPresent(id -> strays.computeIfAbsent(id, _ -> new ArrayList<>()).add(stray.alarm()));
    }
    snapshot.targets().stream()
        .filter(target -> !ownership.mayOwn(target) && !target.alarms().isEmpty())
        .forEach(target ->
            strays
                .computeIfAbsent(target.key().id(), _ -> new ArrayList<>())
                .addAll(target.alarms()));
    return strays;
  }

  /** What lists tell of a target's owner may be late: it is read by itself before it goes. */
  private List<Report> target(ObservedTarget listed, Notice.ReleaseAll notice) {
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

  private Optional<Ended> release(ObservedTarget observed, Notice.ReleaseAll notice) {
    var runs =
        planner.owns(observed) && (observed.suspended().any() || observed.bounds().min() == 0)
            ? runs(observed)
            : OptionalInt.empty();
    return execution.release(
        planner.release(observed, runs),
        observed.key().dimension(),
        WHY,
        TargetReconciler.atZero(runs, observed.key()).toList(),
        dry(notice));
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

  private Ended outOfTime(@Nullable ScalableDimension dimension, Notice.ReleaseAll notice) {
    return new Ended(
        dimension,
        new Ending.Failed(
            Problem.of(
                Code.THROTTLED,
                null,
                null,
                "The function's time is over before it was released. Invoke it once more with the"
                    + " same request."),
            List.of()),
        List.of(),
        dry(notice));
  }

  /** Rules route by the tags of a resource, which lists tell. */
  private static Report withTags(Report report, Snapshot snapshot) {
    var id = ResourceId.of(report.outcome().resourceId());
    return id.flatMap(known -> arnOf(known, snapshot))
        .map(arn -> report.of(arn, snapshot.tagsOf(arn).orElse(Map.of())))
        .orElse(report);
  }

  private static Optional<String> arnOf(ResourceId id, Snapshot snapshot) {
    return switch (id) {
      case EndpointVariant(var endpoint, _) ->
          snapshot.endpoints().stream()
              .filter(each -> each.name().equals(endpoint))
              .map(ListedEndpoint::arn)
              .findFirst();
      case InferenceComponent(var component) ->
          snapshot.components().stream()
              .filter(each -> each.name().equals(component))
              .map(ListedComponent::arn)
              .findFirst();
    };
  }

  private boolean dry(Notice.ReleaseAll notice) {
    return dryRun || notice.dryRun();
  }

  private Report report(ResourceId id, Ended ended, Notice.ReleaseAll notice) {
    return ended.unseen(id, notice.trigger(), stack, false);
  }
}
