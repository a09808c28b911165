package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeTemplate;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.ReleaseReason;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.CurrentScaling;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.ReleasePlanner;
import io.github.tagscaler.scaling.ScalingAlarm;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** Releases what Tagscaler manages of a target. */
public final class TargetRelease {
  private final ReleasePlanner planner;
  private final PlanExecutor executor;

  /** Releases what that stack manages, in that registry. */
  public TargetRelease(Ownership ownership, ScalingRegistry registry) {
    this(ownership, new PlanExecutor(registry));
  }

  TargetRelease(Ownership ownership, PlanExecutor executor) {
    this.planner = new ReleasePlanner(ownership);
    this.executor = executor;
  }

  /**
   * Releases a target in every dimension in which it is registered, its alarms even if nothing else
   * is left.
   *
   * @param because the reason
   * @return an outcome for each dimension; none if Tagscaler manages nothing for it
   */
  List<Outcome> all(TargetRun run, ReleaseReason because, List<Problem> warnings) {
    var target = run.target();
    var released =
        run.registered().stream()
            .flatMap(each -> {
              var running = target.running(each.key().dimension());
              return one(run.template(), each, running, because, warnings).stream();
            })
            .map(outcome ->
                target
                    .now()
                    .map(now -> PlanExecutor.inStatus(now.status(), outcome))
                    .orElse(outcome))
            .toList();
    return released.isEmpty()
        ? orphanedAlarms(run.template(), target.id(), target.orphanedAlarms(), because, warnings)
            .stream()
            .toList()
        : released;
  }

  /**
   * Releases a target in one dimension; empty if Tagscaler does not manage it.
   *
   * @param running the capacity that AWS is asked to run, where it is known
   */
  public Optional<Outcome> one(
      OutcomeTemplate template,
      ObservedTarget observed,
      OptionalInt running,
      ReleaseReason because,
      List<Problem> warnings) {
    var plan = planner.release(observed, running);
    return executor.release(
        plan.changes(),
        new CurrentScaling(null, observed),
        observed.key().dimension(),
        because,
        running,
        Stream.of(warnings.stream(), plan.warnings().stream(), atZero(running))
            .flatMap(Function.identity())
            .toList(),
        template);
  }

  /** Deletes alarms whose scalable target is gone; empty if none of them is managed. */
  public Optional<Outcome> orphanedAlarms(
      OutcomeTemplate template,
      ResourceId id,
      List<ScalingAlarm> alarms,
      ReleaseReason because,
      List<Problem> warnings) {
    return executor.release(
        planner.release(id, alarms),
        new CurrentScaling(null, null),
        null,
        because,
        OptionalInt.empty(),
        warnings,
        template);
  }

  /** The warning for a release at capacity 0: afterwards nothing scales it out again. */
  private static Stream<Problem> atZero(OptionalInt running) {
    return running.stream().filter(now -> now == 0).mapToObj(_ -> TargetProblems.releasedAtZero());
  }
}
