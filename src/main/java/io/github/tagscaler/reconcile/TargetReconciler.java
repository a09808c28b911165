package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Notice.Release;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.policy.PolicyTags.Reading;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.Scalability.Scalable;
import io.github.tagscaler.resource.Scalability.Unscalable;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.DesiredState;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.Plan;
import io.github.tagscaler.scaling.Planner;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings one target from what Application Auto Scaling holds to what its tags ask for. */
final class TargetReconciler {
  private final String stack;
  private final Planner planner;
  private final Execution execution;
  private final Catalogues catalogues;

  TargetReconciler(ScalingRegistry registry, Catalogues catalogues, String stack) {
    this.stack = stack;
    this.catalogues = catalogues;
    this.planner = new Planner(new Ownership(stack));
    this.execution = new Execution(registry);
  }

  /**
   * How far a run may go.
   *
   * @param dryRun whether to plan only, whatever the tags say
   * @param repair whether to undo what somebody else changed
   * @param canWait whether a component that is not in service yet can be looked at again later
   * @param release whether what lost its tags may be released
   * @param began when the run began: by an older catalogue nothing is changed or told
   * @param now the time
   */
  record Mode(
      boolean dryRun,
      boolean repair,
      boolean canWait,
      Release release,
      Instant began,
      Instant now) {

    /** The same, but only planned if the tags say so. */
    Mode orDry(boolean dry) {
      return new Mode(dryRun || dry, repair, canWait, release, began, now);
    }
  }

  /**
   * Reconciles a target. Of several endings the first in this order applies: gone, ignored, off,
   * paused, not tagged, not scalable, not in service, problems.
   *
   * @param observed what is registered of it, asked for only where that matters
   */
  List<Ended> reconcile(Target target, Observations observed, Mode mode) {
    if (target.now().isEmpty()) {
      return gone(target, observed, mode);
    }
    var now = target.now().get();
    boolean dryRun = mode.dryRun() || now.policy().dryRun();
    var dimension = dimension(target);
    try {
      return switch (now.policy().brake(mode.now())) {
        case IGNORE ->
            Ended.only(
                dimension,
                new Ending.Skipped(
                    SkipReason.IGNORED,
                    "Its policy tag says ignore: nothing was looked at or touched."),
                underBrake(now),
                dryRun);
        case OFF ->
            releaseOrSkip(
                target,
                now,
                observed,
                new Ending.Skipped(
                    SkipReason.OFF,
                    "It is switched off, and nothing of ours is registered for it."),
                "It is switched off.",
                underBrake(now),
                dryRun);
        case PAUSED -> pause(target, now, observed, mode.orDry(dryRun));
        case NOT_TAGGED ->
            mode.release() == Release.ALLOWED || !holdsOurs(target, observed)
                ? releaseOrSkip(
                    target,
                    now,
                    observed,
                    new Ending.Skipped(
                        SkipReason.NOT_TAGGED, "It carries no tag that asks for scaling."),
                    "It carries no tag that asks for scaling any more.",
                    underBrake(now),
                    dryRun)
                : Ended.only(dimension, kept(mode.release()), underBrake(now), dryRun);
        case NONE -> asked(target, now, observed, mode.orDry(dryRun));
      };
    } catch (CallFailedException failure) {
      return Ended.only(
          dimension, Execution.ending(failure, List.of()), now.policy().warnings(), dryRun);
    }
  }

  /** How a target ends that is not released though nobody asks for scaling any more. */
  private static Ending kept(Release release) {
    return release == Release.TOO_MANY
        ? Sweeper.heldBack()
        : new Ending.Skipped(
            SkipReason.NOT_TAGGED,
            "It carries no tag that asks for scaling any more. The next sweep releases it, which"
                + " counts first how many have lost theirs.");
  }

  private boolean holdsOurs(Target target, Observations observed) {
    return observed.of(target.id()).stream().anyMatch(planner::owns);
  }

  private static @Nullable ScalableDimension dimension(Target target) {
    return scalable(target).map(resource -> resource.kind().dimension()).orElse(null);
  }

  private static Optional<ScalableResource> scalable(Target target) {
    return target
        .now()
        .map(Target.Present::scalability)
        .filter(Scalable.class::isInstance)
        .map(scalable -> ((Scalable) scalable).resource());
  }

  /** What runs in that dimension; empty if nobody says. */
  private static OptionalInt running(Target target, TargetKey key) {
    return target
        .now()
        .map(now -> now.scalability().running(key.dimension()))
        .orElse(OptionalInt.empty());
  }

  /**
   * Takes away what is ours of a resource that is gone, its alarms even if nothing else is left.
   */
  private List<Ended> gone(Target target, Observations observed, Mode mode) {
    var why = "It is gone.";
    var released =
        observed.of(target.id()).stream()
            .map(each -> each.withAlarms(target.strays()))
            .flatMap(each ->
                execution
                    .release(
                        planner.release(each, OptionalInt.empty()),
                        each.key().dimension(),
                        why,
                        List.of(),
                        mode.dryRun())
                    .stream())
            .toList();
    return released.isEmpty() ? strays(target, why, List.of(), mode.dryRun()) : released;
  }

  /** Takes away the alarms that are all that is left. */
  private List<Ended> strays(Target target, String why, List<Problem> warnings, boolean dryRun) {
    return execution
        .release(planner.release(target.id(), target.strays()), null, why, warnings, dryRun)
        .stream()
        .toList();
  }

  /**
   * Suspends what is ours; all else waits until the pause is over, a release for want of tags too.
   */
  private List<Ended> pause(Target target, Target.Present now, Observations observed, Mode mode) {
    var warnings =
        Stream.concat(Stream.of(now.policy().pausedNote(mode.now())), underBrake(now).stream())
            .toList();
    var dimension = dimension(target);
    var ended =
        observed.of(target.id()).stream()
            .filter(each -> planner.owns(each) || each.key().dimension() == dimension)
            .flatMap(each ->
                execution
                    .follow(
                        planner.pause(each, running(target, each.key())),
                        each.key().dimension(),
                        Stream.concat(warnings.stream(), waiting(each, now)).toList(),
                        mode.dryRun())
                    .stream())
            .map(each -> unlessRefused(each, now.status()))
            .map(each -> now.status().failed() && notReady(each) ? unchanged(each) : each)
            .toList();
    return ended.isEmpty()
        ? Ended.only(dimension, new Ending.Unchanged(), warnings, mode.dryRun())
        : ended;
  }

  private Stream<Problem> waiting(ObservedTarget observed, Target.Present now) {
    return planner.owns(observed) && !now.policy().asksForScaling()
        ? Stream.of(
            Problem.of(
                Code.PAUSED,
                null,
                null,
                "%s carries no tag that asks for scaling any more. It is released once the pause is over."
                    .formatted(observed.key().id().wire())))
        : Stream.empty();
  }

  private static Ended unchanged(Ended ended) {
    return ended.ending(new Ending.Unchanged());
  }

  private static boolean notReady(Ended ended) {
    return ended.ending() instanceof Ending.Failed(var problem, _)
        && problem.code() == Code.NOT_READY;
  }

  /**
   * AWS takes few changes of what is not in service, and how it says so is not published: what it
   * refuses then without a reason that we know, it most likely takes once the resource is.
   */
  private static Ended unlessRefused(Ended ended, ResourceStatus status) {
    return !status.inService()
            && ended.ending() instanceof Ending.Failed(var problem, var changes)
            && problem.code() == Code.SERVICE_ERROR
        ? ended.ending(
            new Ending.Failed(
                Problem.of(
                    Code.NOT_READY,
                    null,
                    null,
                    "It is %s, not InService. %s".formatted(status.wire(), problem.message())),
                changes))
        : ended;
  }

  /** Under a brake whatever else is wrong is worth a warning and no more. */
  private static List<Problem> underBrake(Target.Present now) {
    var found =
        now.scalability() instanceof Scalable(var resource) && now.policy().asksForScaling()
            ? switch (now.policy().wishFor(resource)) {
              case Reading.Invalid(var problems, var warnings) ->
                  Stream.concat(warnings.stream(), problems.stream());
              case Reading.Declared(var wish, var warnings) -> warnings.stream();
            }
            : Stream.concat(now.policy().warnings().stream(), now.policy().problems().stream());
    return found.toList();
  }

  private List<Ended> asked(Target target, Target.Present now, Observations observed, Mode mode) {
    return switch (now.scalability()) {
      case Unscalable(var id, var why) when changing(now.status()) && holdsOurs(target, observed) ->
          Ended.only(
              dimension(target),
              new Ending.Skipped(
                  SkipReason.NOT_READY,
                  "It is %s, not InService. %s If that is still so when it is in service, what is registered is released."
                      .formatted(now.status().wire(), why.sentence())),
              now.policy().warnings(),
              mode.dryRun());
      case Unscalable(var id, var why) ->
          releaseOrSkip(
              target,
              now,
              observed,
              new Ending.Skipped(SkipReason.of(why), why.sentence()),
              why.sentence(),
              now.policy().warnings(),
              mode.dryRun());
      case Scalable(var resource) ->
          now.status().inService()
              ? inService(
                  target,
                  resource,
                  now,
                  observed.of(target.id()).stream()
                      .map(each -> each.withAlarms(target.strays()))
                      .toList(),
                  mode)
              : notInService(now, resource, mode);
    };
  }

  /** An update may yet be rolled back, and what it would have released would have to come back. */
  private static boolean changing(ResourceStatus status) {
    return !status.inService() && !status.failed();
  }

  private static List<Ended> notInService(
      Target.Present now, ScalableResource resource, Mode mode) {
    var status = now.status();
    Ending ending;
    if (status.failed()) {
      ending =
          new Ending.Skipped(
              SkipReason.RESOURCE_FAILED,
              "Its status is Failed: it is registered once its owner has brought it into service.");
    } else if (now.waits() && !mode.canWait()) {
      ending =
          new Ending.Failed(
              Problem.of(
                  Code.NOT_READY,
                  null,
                  null,
                  "%s is %s, not InService yet, and there is no queue to wait in."
                      .formatted(resource.id().wire(), status.wire())),
              List.of());
    } else {
      ending =
          new Ending.Skipped(
              SkipReason.NOT_READY,
              "It is %s, not InService%s."
                  .formatted(
                      status.wire(),
                      now.waits() || !(resource.id() instanceof InferenceComponent)
                          ? "; it is looked at again when it is"
                          : "; sweeps look at it until it is"));
    }
    return Ended.only(resource.kind().dimension(), ending, now.policy().warnings(), mode.dryRun());
  }

  private List<Ended> inService(
      Target target,
      ScalableResource resource,
      Target.Present now,
      List<ObservedTarget> observed,
      Mode mode) {
    var dimension = resource.kind().dimension();
    var ended = new ArrayList<Ended>();
    for (var other : observed) {
      if (other.key().dimension() != dimension) {
        execution
            .release(
                planner.release(other, OptionalInt.empty()),
                other.key().dimension(),
                "It is no longer scaled in that dimension.",
                List.of(),
                mode.dryRun())
            .ifPresent(ended::add);
      }
    }
    var same = observed.stream().filter(each -> each.key().dimension() == dimension).findFirst();
    ended.addAll(
        switch (judged(resource, now, same, mode)) {
          case Judged.Wrong(var problems, var warnings) ->
              Ended.only(
                  dimension,
                  // What could not be read may be right, and is tried again.
                  transientOf(problems)
                      .<Ending>map(problem -> new Ending.Failed(problem, List.of()))
                      .orElseGet(() ->
                          new Ending.Rejected(
                              Stream.concat(
                                      problems.stream(),
                                      same.stream()
                                          .flatMap(each ->
                                              planner
                                                  .objections(each, now.policy().adoption())
                                                  .stream()))
                                  .toList())),
                  warnings,
                  mode.dryRun());
          case Judged.Planned(var plan, var warnings) ->
              execution.follow(plan, dimension, warnings, mode.dryRun());
        });
    return same.filter(each -> !planner.owns(each)).isPresent()
        ? ended.stream().map(each -> withoutStrays(each, target)).toList()
        : ended;
  }

  /**
   * A target that is not ours may have been: then AWS deleted our policies with it, and alarms of
   * ours that acted on them are left, which nobody else deletes.
   */
  private Ended withoutStrays(Ended ended, Target target) {
    return ended.ending() instanceof Ending.Rejected(var problems, var done) && !ended.dryRun()
        ? strays(target, "", List.of(), false).stream()
            .findFirst()
            .map(gone ->
                ended.ending(
                    new Ending.Rejected(
                        problems,
                        Stream.concat(done.stream(), Merge.changes(gone.ending()).stream())
                            .toList())))
            .orElse(ended)
        : ended;
  }

  /** What is to be done about a resource that is in service. */
  private sealed interface Judged {
    record Planned(Plan plan, List<Problem> warnings) implements Judged {}

    record Wrong(List<Problem> problems, List<Problem> warnings) implements Judged {}

    /** Whether nothing would come of it. */
    default boolean quiet() {
      return this instanceof Planned(Plan.Changes(var changes, _), _) && changes.isEmpty();
    }
  }

  /** Judges by a catalogue that was read in this run wherever anything would come of it. */
  private Judged judged(
      ScalableResource resource, Target.Present now, Optional<ObservedTarget> same, Mode mode) {
    var judged = judge(resource, now, same, mode);
    return !judged.quiet() && catalogues.renewed(mode.began())
        ? judge(resource, now, same, mode)
        : judged;
  }

  private Judged judge(
      ScalableResource resource, Target.Present now, Optional<ObservedTarget> same, Mode mode) {
    return switch (now.policy().wishFor(resource)) {
      case Reading.Declared(var wish, var warnings) ->
          new Judged.Planned(
              planner.plan(DesiredState.of(wish, resource, stack, mode.now()), same, mode.repair()),
              warnings);
      case Reading.Invalid(var problems, var warnings) -> new Judged.Wrong(problems, warnings);
    };
  }

  /** The first problem that may go away by itself. */
  static Optional<Problem> transientOf(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.code().concern() == Code.Concern.TRANSIENT)
        .findFirst();
  }

  private List<Ended> releaseOrSkip(
      Target target,
      Target.Present now,
      Observations observed,
      Ending.Skipped skipped,
      String why,
      List<Problem> warnings,
      boolean dryRun) {
    var released =
        observed.of(target.id()).stream()
            .map(each -> each.withAlarms(target.strays()))
            .flatMap(each ->
                execution
                    .release(
                        planner.release(each, running(target, each.key())),
                        each.key().dimension(),
                        why,
                        Stream.concat(
                                warnings.stream(), atZero(running(target, each.key()), each.key()))
                            .toList(),
                        dryRun)
                    .stream())
            .map(each -> unlessRefused(each, now.status()))
            .toList();
    if (!released.isEmpty()) {
      return released;
    }
    var strays = strays(target, why, warnings, dryRun);
    return strays.isEmpty() ? Ended.only(dimension(target), skipped, warnings, dryRun) : strays;
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
