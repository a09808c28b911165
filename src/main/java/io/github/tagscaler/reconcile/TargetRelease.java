package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.scaling.Planner;
import io.github.tagscaler.scaling.TargetKey;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Takes away what is ours of a target. */
final class TargetRelease {
  private final Planner planner;
  private final Execution execution;

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
      Target target, Observations observed, String why, List<Problem> warnings, boolean dryRun) {
    var released =
        target.registered(observed).stream()
            .flatMap(each -> {
              var key = each.key();
              var running = target.running(key.dimension());
              return execution
                  .release(
                      planner.release(each, running),
                      key.dimension(),
                      why,
                      Stream.concat(warnings.stream(), atZero(running, key)).toList(),
                      dryRun)
                  .stream();
            })
            .map(ended -> target.now().map(now -> ended.whileIn(now.status())).orElse(ended))
            .toList();
    return released.isEmpty() ? strays(target, why, warnings, dryRun) : released;
  }

  /** Takes away the alarms that are all that is left; empty if there are none of ours. */
  List<Ended> strays(Target target, String why, List<Problem> warnings, boolean dryRun) {
    return execution
        .release(planner.release(target.id(), target.strays()), null, why, warnings, dryRun)
        .stream()
        .toList();
  }

  /** A release takes away what would have brought capacity back, and leaves capacity alone. */
  static Stream<Problem> atZero(OptionalInt running, TargetKey key) {
    return running.stream()
        .filter(now -> now == 0)
        .mapToObj(_ ->
            Problem.of(
                Code.RELEASED_AT_ZERO,
                null,
                null,
                "%s is released while nothing of it runs, and nothing brings capacity back now: it serves nothing until somebody sets its capacity."
                    .formatted(key.id().wire())));
  }
}
