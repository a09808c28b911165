package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.policy.PolicyTags.Brake;
import io.github.tagscaler.policy.PolicyTags.Reading;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability.Scalable;
import io.github.tagscaler.resource.Scalability.Unscalable;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.DesiredState;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Planner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings one target from what Application Auto Scaling holds to what its tags ask for. */
final class TargetReconciler {
  private final Planner planner;
  private final Execution execution;

  TargetReconciler(ScalingRegistry registry, Planner planner) {
    this.planner = planner;
    this.execution = new Execution(registry, planner);
  }

  /**
   * How far a run may go.
   *
   * @param dryRun whether to plan only, whatever the tags say
   * @param repair whether to undo what somebody else changed
   * @param canWait whether a component that is not in service yet can be looked at again later
   * @param now the time of the run
   */
  record Mode(boolean dryRun, boolean repair, boolean canWait, Instant now) {}

  /**
   * Reconciles a target. Of several endings the first in this order applies: gone, ignored, off,
   * paused, not tagged, not scalable, not in service, problems.
   *
   * @param observed what is registered of it, asked for only where that matters
   */
  List<Ended> reconcile(Target target, Observations observed, Mode mode) {
    if (target.now().isEmpty()) {
      return execution.release(observed.of(target.id()), "It is gone.", mode.dryRun(), List.of());
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
                underBrake(now, mode),
                dryRun);
        case OFF ->
            releaseOrSkip(
                target,
                observed,
                new Ending.Skipped(
                    SkipReason.OFF,
                    "It is switched off, and nothing of ours is registered for it."),
                "It is switched off.",
                underBrake(now, mode),
                dryRun);
        case PAUSED ->
            Ended.only(
                dimension,
                new Ending.Rejected(
                    Stream.concat(
                            Stream.of(now.policy().pausedNote(mode.now())),
                            now.policy().problems().stream())
                        .distinct()
                        .toList()),
                now.policy().warnings(),
                dryRun);
        case NOT_TAGGED ->
            releaseOrSkip(
                target,
                observed,
                new Ending.Skipped(
                    SkipReason.NOT_TAGGED, "It carries no tag that asks for scaling."),
                "It carries no tag that asks for scaling any more.",
                underBrake(now, mode),
                dryRun);
        case NONE ->
            asked(
                target, now, observed, new Mode(dryRun, mode.repair(), mode.canWait(), mode.now()));
      };
    } catch (CallFailedException failure) {
      return Ended.only(
          dimension, Execution.ending(failure, List.of()), now.policy().warnings(), dryRun);
    }
  }

  private static @Nullable ScalableDimension dimension(Target target) {
    return target
        .now()
        .map(Target.Present::scalability)
        .filter(Scalable.class::isInstance)
        .map(scalable -> ((Scalable) scalable).resource().kind().dimension())
        .orElse(null);
  }

  /** Under a brake whatever else is wrong is worth a warning and no more. */
  private static List<Problem> underBrake(Target.Present now, Mode mode) {
    var found =
        now.scalability() instanceof Scalable(var resource)
                && now.policy().brake(mode.now()) != Brake.NOT_TAGGED
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
      case Unscalable(var id, var why) ->
          releaseOrSkip(
              target,
              observed,
              new Ending.Skipped(SkipReason.of(why), why.sentence()),
              why.sentence(),
              now.policy().warnings(),
              mode.dryRun());
      case Scalable(var resource) ->
          now.status().inService()
              ? inService(resource, now, observed.of(target.id()), mode)
              : notInService(now, resource, mode);
    };
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
                          : ". Ask to reconcile once it is (an event Reconcile Requested)"));
    }
    return Ended.only(resource.kind().dimension(), ending, now.policy().warnings(), mode.dryRun());
  }

  private List<Ended> inService(
      ScalableResource resource, Target.Present now, List<ObservedTarget> observed, Mode mode) {
    var dimension = resource.kind().dimension();
    var ended = new ArrayList<Ended>();
    for (var other : observed) {
      if (other.key().dimension() != dimension) {
        ended.addAll(
            execution.release(
                List.of(other),
                "It is no longer scaled in that dimension.",
                mode.dryRun(),
                List.of()));
      }
    }
    var same = observed.stream().filter(each -> each.key().dimension() == dimension).findFirst();
    ended.addAll(
        switch (now.policy().wishFor(resource)) {
          case Reading.Invalid(var problems, var warnings) ->
              Ended.only(
                  dimension,
                  new Ending.Rejected(
                      Stream.concat(
                              problems.stream(),
                              same.stream().flatMap(each -> planner.objections(each).stream()))
                          .toList()),
                  warnings,
                  mode.dryRun());
          case Reading.Declared(var wish, var warnings) ->
              execution.follow(
                  planner.plan(DesiredState.of(wish, resource), same, mode.repair()),
                  dimension,
                  warnings,
                  mode.dryRun());
        });
    return ended;
  }

  private List<Ended> releaseOrSkip(
      Target target,
      Observations observed,
      Ending.Skipped skipped,
      String why,
      List<Problem> warnings,
      boolean dryRun) {
    var released = execution.release(observed.of(target.id()), why, dryRun, warnings);
    return released.isEmpty() ? Ended.only(dimension(target), skipped, warnings, dryRun) : released;
  }
}
