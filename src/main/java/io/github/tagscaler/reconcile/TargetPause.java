package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.scaling.CurrentScaling;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Planner;
import java.util.List;
import java.util.stream.Stream;

/**
 * Suspends what is ours of a target; all else waits until the pause is over, a release for want of
 * tags too.
 */
final class TargetPause {
  private final Planner planner;
  private final Execution execution;
  private final CatalogCache catalogs;

  TargetPause(Planner planner, Execution execution, CatalogCache catalogs) {
    this.planner = planner;
    this.catalogs = catalogs;
    this.execution = execution;
  }

  List<Ended> pause(Target target, Target.Present now, ObservedTargetsCache observed, Mode mode) {
    var warnings =
        Stream.concat(
                Stream.of(now.policy().pausedNote(mode.now())),
                now.warningsUnderOffSwitch(catalogs).stream())
            .toList();
    var dimension = target.dimension();
    var ended =
        observed.of(target.id()).stream()
            .filter(each -> planner.owns(each) || each.key().dimension() == dimension)
            .flatMap(each ->
                execution
                    .follow(
                        planner.pause(each, target.running(each.key().dimension())),
                        new CurrentScaling(null, each),
                        each.key().dimension(),
                        Stream.concat(warnings.stream(), waiting(each, now)).toList(),
                        mode.dryRun())
                    .stream())
            .map(each -> each.whileIn(now.status()))
            // What failed for good will never be ready, and does not scale either.
            .map(each ->
                now.status().failed() && each.notReady()
                    ? each.ending(new Ending.Unchanged(null))
                    : each)
            .toList();
    return ended.isEmpty()
        ? Ended.only(dimension, new Ending.Unchanged(null), warnings, mode.dryRun())
        : ended;
  }

  private Stream<Problem> waiting(ObservedTarget observed, Target.Present now) {
    return planner.owns(observed) && !now.policy().requestsScaling()
        ? Stream.of(
            Problem.of(
                Code.PAUSED,
                "%s carries no tag that asks for scaling any more. It is released once the pause is over."
                    .formatted(observed.key().id().wire())))
        : Stream.empty();
  }
}
