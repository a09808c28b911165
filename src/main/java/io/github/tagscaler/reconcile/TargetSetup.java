package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.CurrentScaling;
import io.github.tagscaler.scaling.DesiredState;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Plan;
import io.github.tagscaler.scaling.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Sets up the scaling that the tags of a target in service request. */
final class TargetSetup {
  private final Planner planner;
  private final Execution execution;
  private final TargetRelease release;
  private final CatalogCache catalogs;
  private final String stack;

  TargetSetup(
      Planner planner,
      Execution execution,
      TargetRelease release,
      CatalogCache catalogs,
      String stack) {
    this.planner = planner;
    this.execution = execution;
    this.release = release;
    this.catalogs = catalogs;
    this.stack = stack;
  }

  /** Releases it in every other dimension, and reconciles it in this one. */
  List<Outcome> follow(TargetRun run, ScalableResource resource, Target.Present now) {
    var dimension = resource.kind().dimension();
    var registered = run.registered();
    var outcomes = new ArrayList<Outcome>();
    for (var other : registered) {
      if (other.key().dimension() != dimension) {
        release
            .one(
                run.template(),
                other,
                OptionalInt.empty(),
                Reasons.becauseScaledIn(dimension),
                List.of())
            .ifPresent(outcomes::add);
      }
    }
    var same = registered.stream().filter(each -> each.key().dimension() == dimension).findFirst();
    outcomes.add(
        switch (judged(run, resource, now, same)) {
          case Judged.Wrong(var problems, var warnings) ->
              run.outcome(dimension, wrong(problems, now, same), warnings);
          case Judged.Planned(var plan, var current, var warnings) ->
              execution.follow(plan, current, dimension, warnings, run.template());
        });
    return same.filter(each -> !planner.owns(each)).isPresent()
        ? outcomes.stream().map(each -> withoutOrphanedAlarms(each, run)).toList()
        : outcomes;
  }

  /** The result of judging a resource in service. */
  private sealed interface Judged {
    record Planned(Plan plan, CurrentScaling current, List<Problem> warnings) implements Judged {}

    record Wrong(List<Problem> problems, List<Problem> warnings) implements Judged {}

    /** Whether nothing would change. */
    default boolean quiet() {
      return this instanceof Planned(Plan.Changes(var changes, _), _, _) && changes.isEmpty();
    }
  }

  /**
   * Judges by the cached catalog, and again by a fresh one if the cached one is older than the run
   * and has changed, and the result would be a change or a rejection.
   */
  private Judged judged(
      TargetRun run, ScalableResource resource, Target.Present now, Optional<ObservedTarget> same) {
    var cached = catalogs.get();
    var judged = judge(run, resource, now, same, cached);
    if (judged.quiet()) {
      return judged;
    }
    var current = catalogs.notOlderThan(run.options().began());
    return current.equals(cached) ? judged : judge(run, resource, now, same, current);
  }

  private Judged judge(
      TargetRun run,
      ScalableResource resource,
      Target.Present now,
      Optional<ObservedTarget> same,
      Catalog catalog) {
    return switch (now.policy().desired(resource, catalog)) {
      case Reading.Declared(var policy, var warnings) -> {
        var desired = DesiredState.of(policy, resource, stack, run.now());
        yield new Judged.Planned(
            planner.plan(desired, same, run.options().repair()),
            new CurrentScaling(desired, same.orElse(null)),
            warnings);
      }
      case Reading.Invalid(var problems, var warnings) -> new Judged.Wrong(problems, warnings);
    };
  }

  /** Its tags are not valid; other obstacles are reported with it. */
  private Ending wrong(List<Problem> problems, Target.Present now, Optional<ObservedTarget> same) {
    // What could not be read may be valid, so the run is retried.
    return Problem.firstTransient(problems)
        .<Ending>map(problem -> new Ending.Failed(problem, List.of()))
        .orElseGet(() ->
            new Ending.Rejected(
                Stream.concat(
                        problems.stream(),
                        same.stream()
                            .flatMap(
                                each -> planner.objections(each, now.policy().adoption()).stream()))
                    .toList()));
  }

  /**
   * A target that Tagscaler does not manage may have been managed before: then AWS deleted its
   * policies with it, and the alarms that acted on them are left.
   */
  private Outcome withoutOrphanedAlarms(Outcome outcome, TargetRun run) {
    var target = run.target();
    return outcome.ending() instanceof Ending.Rejected(var problems, var done) && !outcome.dryRun()
        ? release
            .orphanedAlarms(run.template(), target.id(), target.orphanedAlarms(), "", List.of())
            .map(gone ->
                outcome.ended(
                    new Ending.Rejected(
                        problems,
                        Stream.concat(done.stream(), gone.ending().changesMade().stream())
                            .toList())))
            .orElse(outcome)
        : outcome;
  }
}
