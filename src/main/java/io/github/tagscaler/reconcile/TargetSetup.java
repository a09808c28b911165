package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.CapacityReset;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.NotRestored;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.CurrentScaling;
import io.github.tagscaler.scaling.DeployReset;
import io.github.tagscaler.scaling.DesiredState;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Plan;
import io.github.tagscaler.scaling.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Sets up the scaling of a target that is in service, as its tags request. */
final class TargetSetup {
  private final Planner planner;
  private final PlanExecutor executor;
  private final TargetRelease release;
  private final CatalogCache catalogs;
  private final CapacityResets resets;
  private final TargetProblems problems;
  private final String stack;

  TargetSetup(
      Planner planner,
      PlanExecutor executor,
      TargetRelease release,
      CatalogCache catalogs,
      CapacityResets resets,
      TargetProblems problems,
      String stack) {
    this.planner = planner;
    this.executor = executor;
    this.release = release;
    this.catalogs = catalogs;
    this.resets = resets;
    this.problems = problems;
    this.stack = stack;
  }

  /** Releases the target in every other dimension, and reconciles it in its own. */
  List<Outcome> apply(TargetRun run, ScalableResource resource, Target.Present now) {
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
    var reset = same.filter(planner::owns).flatMap(each -> resets.of(each, resource, run.now()));
    var template = run.template().with(reset);
    var decision = decide(run, resource, now, same, reset);
    var decided =
        switch (decision) {
          case Decision.Wrong(var wrong, var warnings) ->
              template.outcome(
                  dimension, wrong(wrong, now, same), andNotRestored(warnings, reset, dimension));
          case Decision.Planned(Plan.Changes plan, var current, var warnings) ->
              executor.apply(plan, current, dimension, warnings, template);
          case Decision.Planned(var plan, var current, var warnings) ->
              executor.apply(
                  plan, current, dimension, andNotRestored(warnings, reset, dimension), template);
        };
    boolean changesNothing =
        decision instanceof Decision.Wrong || decided.ending() instanceof Ending.Rejected;
    outcomes.add(
        same.filter(_ -> changesNothing)
            .map(each -> withMinPutBack(decided, each, run, resource))
            .orElse(decided));
    return same.filter(each -> !planner.owns(each)).isPresent()
        ? outcomes.stream().flatMap(each -> withoutOrphanedAlarms(each, run)).toList()
        : outcomes;
  }

  /** Reports a reset that is not undone because nothing is changed. */
  private List<Problem> andNotRestored(
      List<Problem> warnings, Optional<CapacityReset> reset, ScalableDimension dimension) {
    return Stream.concat(
            warnings.stream(),
            reset.stream()
                .map(each -> problems.capacityReset(each, NotRestored.PROBLEMS, dimension)))
        .toList();
  }

  /**
   * Also puts back a min that was raised for a moment: neither invalid tags nor a catalog that
   * cannot be read must make it last. A run that only plans warns instead.
   */
  private Outcome withMinPutBack(
      Outcome outcome, ObservedTarget observed, TargetRun run, ScalableResource resource) {
    var ended =
        executor.apply(
            planner.putMinBack(observed, resource.running(), run.now()),
            new CurrentScaling(null, observed),
            observed.key().dimension(),
            List.of(),
            run.template());
    return ended.ending() instanceof Ending.Planned
        ? outcome.warning(ended.warnings())
        : outcome.ended(withChanges(outcome.ending(), ended.ending().changesMade()));
  }

  private static Ending withChanges(Ending ending, List<ChangeEntry> more) {
    var changes = Stream.concat(ending.changesMade().stream(), more.stream()).toList();
    return switch (ending) {
      case Ending.Rejected(var problems, _) -> new Ending.Rejected(problems, changes);
      case Ending.Failed(var problem, _) -> new Ending.Failed(problem, changes);
      default -> throw new IllegalStateException("Neither rejected nor failed: " + ending);
    };
  }

  /** What to do with a target that is in service. */
  private sealed interface Decision {
    record Planned(Plan plan, CurrentScaling current, List<Problem> warnings) implements Decision {}

    record Wrong(List<Problem> problems, List<Problem> warnings) implements Decision {}

    /** Whether nothing would change. */
    default boolean changesNothing() {
      return this instanceof Planned(Plan.Changes(var changes, _), _, _) && changes.isEmpty();
    }
  }

  /**
   * Decides by the cached catalog. A change or rejection needs a catalog that is not older than the
   * run: if that one is different, it decides.
   */
  private Decision decide(
      TargetRun run,
      ScalableResource resource,
      Target.Present now,
      Optional<ObservedTarget> same,
      Optional<CapacityReset> reset) {
    var cached = catalogs.get();
    var decision = decideBy(run, resource, now, same, reset, cached);
    if (decision.changesNothing()) {
      return decision;
    }
    var current = catalogs.notOlderThan(run.options().began());
    return current.equals(cached) ? decision : decideBy(run, resource, now, same, reset, current);
  }

  private Decision decideBy(
      TargetRun run,
      ScalableResource resource,
      Target.Present now,
      Optional<ObservedTarget> same,
      Optional<CapacityReset> reset,
      Catalog catalog) {
    return switch (now.policy().desired(resource, catalog)) {
      case Reading.Declared(var policy, var warnings) -> {
        var desired = DesiredState.of(policy, resource, stack, run.now());
        yield new Decision.Planned(
            planner.plan(
                desired,
                same,
                run.options().repair(),
                reset.map(each -> new DeployReset(each, policy.restores()))),
            new CurrentScaling(desired, same.orElse(null)),
            warnings);
      }
      case Reading.Invalid(var problems, var warnings) -> new Decision.Wrong(problems, warnings);
    };
  }

  /**
   * The ending if its tags are invalid; reports what else keeps Tagscaler from changing it, too.
   */
  private Ending wrong(List<Problem> problems, Target.Present now, Optional<ObservedTarget> same) {
    // A catalog that could not be read may be valid, so the read is retried.
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
   * Also deletes orphaned alarms. Another tool's target may have been Tagscaler's before: AWS
   * deleted its policies with it, but not the alarms that triggered them.
   */
  private Stream<Outcome> withoutOrphanedAlarms(Outcome outcome, TargetRun run) {
    if (!(outcome.ending() instanceof Ending.Rejected)) {
      return Stream.of(outcome);
    }
    var target = run.target();
    var alarms =
        release.orphanedAlarms(
            run.template(), target.id(), target.orphanedAlarms(), Reasons.becauseGone(), List.of());
    return alarms.filter(each -> each.ending() instanceof Ending.Planned).isPresent()
        ? Stream.of(outcome, alarms.get())
        : Stream.of(
            outcome.ended(
                withChanges(
                    outcome.ending(),
                    alarms.stream()
                        .flatMap(each -> each.ending().changesMade().stream())
                        .toList())));
  }
}
