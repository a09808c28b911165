package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Problem;
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
import java.util.stream.Stream;

/** Takes away what is ours of a target. */
public final class TargetRelease {
  private final ReleasePlanner planner;
  private final Execution execution;

  /** A release of what that ownership names, carried out in that registry. */
  public TargetRelease(Ownership ownership, ScalingRegistry registry) {
    this(ownership, new Execution(registry));
  }

  TargetRelease(Ownership ownership, Execution execution) {
    this.planner = new ReleasePlanner(ownership);
    this.execution = execution;
  }

  /**
   * Releases a target in every dimension in which it is registered, its alarms even if nothing else
   * is left.
   *
   * @param because the reason, as a clause
   * @return how each of them ended; empty if nothing of it is ours
   */
  List<Ended> all(
      Target target,
      ObservedTargetsCache observed,
      String because,
      List<Problem> warnings,
      boolean dryRun) {
    var released =
        target.registered(observed).stream()
            .flatMap(each ->
                one(each, target.running(each.key().dimension()), because, warnings, dryRun)
                    .stream())
            .map(ended -> target.now().map(now -> ended.whileIn(now.status())).orElse(ended))
            .toList();
    return released.isEmpty()
        ? strays(target.id(), target.strays(), because, warnings, dryRun).stream().toList()
        : released;
  }

  /**
   * Releases a target in one dimension; empty if it is not ours.
   *
   * @param running the capacity that AWS is asked to run, where it is known
   */
  public Optional<Ended> one(
      ObservedTarget observed,
      OptionalInt running,
      String because,
      List<Problem> warnings,
      boolean dryRun) {
    var key = observed.key();
    return execution.release(
        planner.release(observed, running),
        new CurrentScaling(null, observed),
        key.dimension(),
        because,
        running,
        Stream.concat(warnings.stream(), atZero(running)).toList(),
        dryRun);
  }

  /** Takes away the alarms that are all that is left; empty if there are none of ours. */
  public Optional<Ended> strays(
      ResourceId id,
      List<ScalingAlarm> strays,
      String because,
      List<Problem> warnings,
      boolean dryRun) {
    return execution.release(
        planner.release(id, strays),
        new CurrentScaling(null, null),
        null,
        because,
        OptionalInt.empty(),
        warnings,
        dryRun);
  }

  /** A release takes away what would have brought capacity back, and leaves capacity alone. */
  private static Stream<Problem> atZero(OptionalInt running) {
    return running.stream().filter(now -> now == 0).mapToObj(_ -> TargetProblems.releasedAtZero());
  }
}
