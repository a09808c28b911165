package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyTags.Reading;
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

/** Brings a target that is in service to what its tags ask for. */
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

  /** Releases it in every other dimension, and does in this one what its tags ask for. */
  List<Ended> follow(
      Target target,
      ScalableResource resource,
      Target.Present now,
      ObservedTargetsCache observed,
      Mode mode) {
    var dimension = resource.kind().dimension();
    var registered = target.registered(observed);
    var ended = new ArrayList<Ended>();
    for (var other : registered) {
      if (other.key().dimension() != dimension) {
        release
            .one(
                other,
                OptionalInt.empty(),
                "It is no longer scaled in that dimension.",
                List.of(),
                mode.dryRun())
            .ifPresent(ended::add);
      }
    }
    var same = registered.stream().filter(each -> each.key().dimension() == dimension).findFirst();
    ended.addAll(
        switch (judged(resource, now, same, mode)) {
          case Judged.Wrong(var problems, var warnings) ->
              Ended.only(dimension, wrong(problems, now, same), warnings, mode.dryRun());
          case Judged.Planned(var plan, var current, var warnings) ->
              execution.follow(plan, current, dimension, warnings, mode.dryRun());
        });
    return same.filter(each -> !planner.owns(each)).isPresent()
        ? ended.stream().map(each -> withoutStrays(each, target)).toList()
        : ended;
  }

  /** What is to be done about a resource that is in service. */
  private sealed interface Judged {
    record Planned(Plan plan, CurrentScaling current, List<Problem> warnings) implements Judged {}

    record Wrong(List<Problem> problems, List<Problem> warnings) implements Judged {}

    /** Whether nothing would come of it. */
    default boolean quiet() {
      return this instanceof Planned(Plan.Changes(var changes, _), _, _) && changes.isEmpty();
    }
  }

  /**
   * Judges by the cached catalog, and again where that is older than the run, says something else
   * by now, and the result would be a change or a rejection.
   */
  private Judged judged(
      ScalableResource resource, Target.Present now, Optional<ObservedTarget> same, Mode mode) {
    var cached = catalogs.get();
    var judged = judge(resource, now, same, mode, cached);
    if (judged.quiet()) {
      return judged;
    }
    var current = catalogs.notOlderThan(mode.began());
    return current.equals(cached) ? judged : judge(resource, now, same, mode, current);
  }

  private Judged judge(
      ScalableResource resource,
      Target.Present now,
      Optional<ObservedTarget> same,
      Mode mode,
      Catalog catalog) {
    return switch (now.policy().desired(resource, catalog)) {
      case Reading.Declared(var policy, var warnings) -> {
        var desired = DesiredState.of(policy, resource, stack, mode.now());
        yield new Judged.Planned(
            planner.plan(desired, same, mode.repair()),
            new CurrentScaling(desired, same.orElse(null)),
            warnings);
      }
      case Reading.Invalid(var problems, var warnings) -> new Judged.Wrong(problems, warnings);
    };
  }

  /** Its tags do not say what to do; what stands in the way besides is told along with it. */
  private Ending wrong(List<Problem> problems, Target.Present now, Optional<ObservedTarget> same) {
    // What could not be read may be right, and is tried again.
    return transientOf(problems)
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

  /** The first problem that may go away by itself. */
  static Optional<Problem> transientOf(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.code().concern() == Code.Concern.TRANSIENT)
        .findFirst();
  }

  /**
   * A target that is not ours may have been: then AWS deleted our policies with it, and alarms of
   * ours that acted on them are left, which nobody else deletes.
   */
  private Ended withoutStrays(Ended ended, Target target) {
    return ended.ending() instanceof Ending.Rejected(var problems, var done) && !ended.dryRun()
        ? release
            .strays(target.id(), target.strays(), "", List.of(), false)
            .map(gone ->
                ended.ending(
                    new Ending.Rejected(
                        problems,
                        Stream.concat(done.stream(), Merge.changes(gone.ending()).stream())
                            .toList())))
            .orElse(ended)
        : ended;
  }
}
