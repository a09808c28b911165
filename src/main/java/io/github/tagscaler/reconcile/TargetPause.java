package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.NotRestored;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.scaling.CurrentScaling;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Planner;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Suspends what Tagscaler manages of a target. Everything else waits until the pause is over, also
 * a release because tags are missing.
 */
final class TargetPause {
  private final Planner planner;
  private final TargetProblems problems;
  private final PlanExecutor executor;
  private final CatalogCache catalogs;
  private final CapacityResets resets;

  TargetPause(
      Planner planner,
      TargetProblems problems,
      PlanExecutor executor,
      CatalogCache catalogs,
      CapacityResets resets) {
    this.planner = planner;
    this.problems = problems;
    this.catalogs = catalogs;
    this.executor = executor;
    this.resets = resets;
  }

  List<Outcome> pause(TargetRun run, Target.Present now) {
    var target = run.target();
    var dimension = target.dimension();
    var warnings =
        Stream.concat(
                Stream.of(now.policy().pausedNote(run.now())),
                now.warningsUnderOffSwitch(catalogs).stream())
            .toList();
    var outcomes =
        run.observed().of(target.id()).stream()
            .filter(each -> planner.owns(each) || each.key().dimension() == dimension)
            .map(each -> pause(each, run, now, warnings))
            .map(outcome -> PlanExecutor.inStatus(now.status(), outcome))
            // A resource that failed is never ready, and AWS does not scale it either.
            .map(outcome ->
                now.status().failed() && outcome.failedWith(Code.NOT_READY)
                    ? outcome.ended(new Ending.Unchanged(null))
                    : outcome)
            .toList();
    return outcomes.isEmpty() ? run.only(new Ending.Unchanged(null), warnings) : outcomes;
  }

  private Outcome pause(
      ObservedTarget observed, TargetRun run, Target.Present now, List<Problem> warnings) {
    var dimension = observed.key().dimension();
    var reset =
        now.scalability()
            .scalable()
            .filter(_ -> planner.owns(observed) && now.status().inService())
            .filter(resource -> resource.kind().dimension() == dimension)
            .flatMap(resource -> resets.of(observed, resource, run.now()));
    return executor.apply(
        planner.pause(observed, run.target().running(dimension)),
        new CurrentScaling(null, observed),
        dimension,
        Stream.of(
                warnings.stream(),
                waiting(observed, now),
                reset.stream()
                    .map(each -> problems.capacityReset(each, NotRestored.PAUSED, dimension)))
            .flatMap(Function.identity())
            .toList(),
        run.template().with(reset));
  }

  private Stream<Problem> waiting(ObservedTarget observed, Target.Present now) {
    if (!planner.owns(observed)) {
      return planner.notPaused(observed, now.policy().adoption()).stream();
    }
    return now.policy().requestsScaling() ? Stream.empty() : Stream.of(problems.releaseWaits());
  }
}
