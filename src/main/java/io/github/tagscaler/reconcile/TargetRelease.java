package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.CurrentScaling;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Planner;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.TargetKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Takes away what is ours of a target. */
public final class TargetRelease {
  private final Planner planner;
  private final Execution execution;

  /** A release by that planner, carried out in that registry. */
  public TargetRelease(Planner planner, ScalingRegistry registry) {
    this(planner, new Execution(registry));
  }

  TargetRelease(Planner planner, Execution execution) {
    this.planner = planner;
    this.execution = execution;
  }

  /**
   * Releases a target in every dimension in which it is registered, its alarms even if nothing else
   * is left.
   *
   * @param why the reason to tell
   * @return how each of them ended; empty if nothing of it is ours
   */
  List<Ended> all(
      Target target,
      ObservedTargetsCache observed,
      String why,
      List<Problem> warnings,
      boolean dryRun) {
    var released =
        target.registered(observed).stream()
            .flatMap(each ->
                one(each, target.running(each.key().dimension()), why, warnings, dryRun).stream())
            .map(ended -> target.now().map(now -> ended.whileIn(now.status())).orElse(ended))
            .toList();
    return released.isEmpty()
        ? strays(target.id(), target.strays(), why, warnings, dryRun).stream().toList()
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
      String why,
      List<Problem> warnings,
      boolean dryRun) {
    var key = observed.key();
    return execution.release(
        planner.release(observed, running),
        new CurrentScaling(null, observed),
        key.dimension(),
        why,
        Stream.concat(warnings.stream(), atZero(running, key)).toList(),
        dryRun);
  }

  /** Takes away the alarms that are all that is left; empty if there are none of ours. */
  public Optional<Ended> strays(
      ResourceId id,
      List<ScalingAlarm> strays,
      String why,
      List<Problem> warnings,
      boolean dryRun) {
    return execution.release(
        planner.release(id, strays), new CurrentScaling(null, null), null, why, warnings, dryRun);
  }

  /** A release takes away what would have brought capacity back, and leaves capacity alone. */
  private static Stream<Problem> atZero(OptionalInt running, TargetKey key) {
    return running.stream()
        .filter(now -> now == 0)
        .mapToObj(_ ->
            Problem.of(
                Code.RELEASED_AT_ZERO,
                "%s is released while nothing of it runs, and nothing brings capacity back now: it serves nothing until somebody sets its capacity."
                    .formatted(key.id().wire())));
  }
}
