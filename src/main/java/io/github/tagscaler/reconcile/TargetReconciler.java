package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.reconcile.RunOptions.Pending;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability.Scalable;
import io.github.tagscaler.resource.Scalability.Unscalable;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.Planner;
import java.util.List;

/** Reconciles one target: what its tags ask for with what Application Auto Scaling has. */
final class TargetReconciler {
  private final Planner planner;
  private final TargetRelease release;
  private final TargetPause pause;
  private final TargetSetup setup;
  private final CatalogCache catalogs;

  TargetReconciler(ScalingRegistry registry, CatalogCache catalogs, String stack) {
    this.planner = new Planner(new Ownership(stack));
    var execution = new Execution(registry);
    this.release = new TargetRelease(planner, execution);
    this.pause = new TargetPause(planner, execution, catalogs);
    this.catalogs = catalogs;
    this.setup = new TargetSetup(planner, execution, release, catalogs, stack);
  }

  /**
   * Reconciles a target. Of several endings the first in this order applies: gone, ignored, off,
   * paused, not tagged, not scalable, not in service, problems.
   */
  List<Outcome> reconcile(TargetRun run) {
    var target = run.target();
    if (target.now().isEmpty()) {
      return release.all(run, "It is gone.", List.of());
    }
    var now = target.now().get();
    try {
      return reconcile(run, now);
    } catch (CallFailedException failure) {
      return run.only(Execution.ending(failure, List.of()), now.policy().warnings());
    }
  }

  private List<Outcome> reconcile(TargetRun run, Target.Present now) {
    return switch (now.policy().intent(run.now())) {
      case IGNORE ->
          run.only(
              new Ending.Skipped(
                  SkipReason.IGNORED,
                  "Its policy tag says ignore: nothing was looked at or touched."),
              now.warningsUnderOffSwitch(catalogs));
      case OFF ->
          releaseOr(
              run,
              new Ending.Skipped(
                  SkipReason.OFF, "It is switched off, and nothing of ours is registered for it."),
              "It is switched off.",
              now.warningsUnderOffSwitch(catalogs));
      case PAUSED -> pause.pause(run, now);
      case NOT_TAGGED ->
          run.options().release() == Release.ALLOWED || !isManaged(run)
              ? releaseOr(
                  run,
                  new Ending.Skipped(
                      SkipReason.NOT_TAGGED, "It carries no tag that asks for scaling."),
                  "It carries no tag that asks for scaling any more.",
                  now.warningsUnderOffSwitch(catalogs))
              : run.only(kept(run.options().release()), now.warningsUnderOffSwitch(catalogs));
      case SCALE -> scale(run, now);
    };
  }

  /** How a target ends that is not released though no tag asks for scaling any more. */
  private static Ending kept(Release release) {
    return release == Release.TOO_MANY
        ? Ending.Skipped.sweepLimitExceeded()
        : new Ending.Skipped(
            SkipReason.NOT_TAGGED,
            "It carries no tag that asks for scaling any more. The next sweep releases it, which"
                + " counts first how many have lost theirs.");
  }

  private boolean isManaged(TargetRun run) {
    return run.observed().of(run.target().id()).stream().anyMatch(planner::owns);
  }

  /** Releases it; if Tagscaler manages nothing of it, it is skipped. */
  private List<Outcome> releaseOr(
      TargetRun run, Ending.Skipped skipped, String why, List<Problem> warnings) {
    var released = release.all(run, why, warnings);
    return released.isEmpty() ? run.only(skipped, warnings) : released;
  }

  private List<Outcome> scale(TargetRun run, Target.Present now) {
    var warnings = now.policy().warnings();
    return switch (now.scalability()) {
      // An update may yet be rolled back, and what it would have released would have to come back.
      case Unscalable(var id, var why) when now.status().changing() && isManaged(run) ->
          run.only(
              new Ending.Skipped(
                  SkipReason.NOT_READY,
                  "It is %s, not InService. %s If that is still so when it is in service, what is registered is released."
                      .formatted(now.status().wire(), why.sentence())),
              warnings);
      case Unscalable(var id, var why) ->
          releaseOr(
              run,
              new Ending.Skipped(SkipReason.of(why), why.sentence()),
              why.sentence(),
              warnings);
      case Scalable(var resource) when now.status().inService() -> setup.follow(run, resource, now);
      case Scalable(var resource) ->
          run.only(notInService(now, resource, run.options().pending()), warnings);
    };
  }

  private static Ending notInService(
      Target.Present now, ScalableResource resource, Pending pending) {
    var status = now.status();
    if (status.failed()) {
      return new Ending.Skipped(
          SkipReason.RESOURCE_FAILED,
          "Its status is Failed: it is registered once its owner has brought it into service.");
    }
    if (pending == Pending.FAIL) {
      return new Ending.Failed(
          Problem.of(
              Code.NOT_READY,
              "%s is %s, not InService yet, and there is no queue to wait in."
                  .formatted(resource.id().wire(), status.wire())),
          List.of());
    }
    return new Ending.Skipped(
        SkipReason.NOT_READY,
        "It is %s, not InService%s."
            .formatted(
                status.wire(),
                pending == Pending.REQUEUE || !(resource.id() instanceof InferenceComponent)
                    ? "; it is looked at again when it is"
                    : "; sweeps look at it until it is"));
  }
}
