package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.outcome.ReleaseReason;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.reconcile.RunOptions.Pending;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability.Scalable;
import io.github.tagscaler.resource.Scalability.Unscalable;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.Planner;
import java.util.List;

/** Reconciles one target: makes Application Auto Scaling match what its tags request. */
final class TargetReconciler {
  private final Reasons reasons;
  private final Planner planner;
  private final TargetRelease release;
  private final TargetPause pause;
  private final TargetSetup setup;
  private final CatalogCache catalogs;
  private final String stack;

  TargetReconciler(
      PlanExecutor executor,
      CatalogCache catalogs,
      CapacityResets resets,
      StackOptions options,
      String tagPrefix) {
    this.stack = options.stack();
    var ownership = new Ownership(stack);
    var problems = new TargetProblems(tagPrefix);
    this.reasons = new Reasons(tagPrefix);
    this.planner = new Planner(ownership, problems, options.allowAdopt(), options.driftDelay());
    this.release = new TargetRelease(ownership, executor);
    this.pause = new TargetPause(planner, problems, executor, catalogs, resets);
    this.catalogs = catalogs;
    this.setup = new TargetSetup(planner, executor, release, catalogs, resets, problems, stack);
  }

  /**
   * Reconciles a target. A stack that releases everything does so whatever the tags say. Otherwise,
   * of several endings the first in this order applies: gone, ignored, off, paused, not tagged, not
   * scalable, not in service, problems.
   */
  List<Outcome> reconcile(TargetRun run) {
    var target = run.target();
    if (target.now().isEmpty()) {
      return release.all(run, Reasons.becauseGone(), List.of());
    }
    var now = target.now().get();
    try {
      if (run.options().releaseAll()) {
        return releaseOr(
            run, Reasons.nothingToRelease(stack), Reasons.becauseAllReleased(stack), List.of());
      }
      return reconcile(run, now);
    } catch (CallFailedException failure) {
      return run.only(PlanExecutor.ending(failure, List.of()), now.policy().warnings());
    }
  }

  private List<Outcome> reconcile(TargetRun run, Target.Present now) {
    return switch (now.policy().intent(run.now())) {
      case IGNORE -> run.only(reasons.ignored(), now.warningsUnderOffSwitch(catalogs));
      case OFF ->
          releaseOr(run, reasons.off(), reasons.becauseOff(), now.warningsUnderOffSwitch(catalogs));
      case PAUSED -> pause.pause(run, now);
      case NOT_TAGGED ->
          run.options().release() == Release.ALLOWED || !isManaged(run)
              ? releaseOr(
                  run,
                  reasons.notTagged(),
                  reasons.becauseUntagged(),
                  now.warningsUnderOffSwitch(catalogs))
              : run.only(kept(run.options().release()), now.warningsUnderOffSwitch(catalogs));
      case SCALE -> scale(run, now);
    };
  }

  /** The ending of a target that is kept although no tag turns autoscaling on any more. */
  private Ending kept(Release release) {
    return release == Release.TOO_MANY ? Reasons.tooManyLostTags() : reasons.waitsForSweep();
  }

  private boolean isManaged(TargetRun run) {
    return run.observed().of(run.target().id()).stream().anyMatch(planner::owns);
  }

  /** Releases the target, or skips it if Tagscaler manages nothing for it. */
  private List<Outcome> releaseOr(
      TargetRun run, Ending.Skipped skipped, ReleaseReason because, List<Problem> warnings) {
    var released = release.all(run, because, warnings);
    return released.isEmpty() ? run.only(skipped, warnings) : released;
  }

  private List<Outcome> scale(TargetRun run, Target.Present now) {
    var warnings = now.policy().warnings();
    return switch (now.scalability()) {
      // The update may be rolled back: a released target would have to be registered again.
      case Unscalable(var id, var why) when now.status().changing() && isManaged(run) ->
          run.only(Reasons.notScalableFor(why, now.status()), warnings);
      case Unscalable(var id, var why) ->
          releaseOr(run, Reasons.notScalable(why), Reasons.becauseNotScalable(why), warnings);
      case Scalable(var resource) when now.status().inService() -> setup.apply(run, resource, now);
      case Scalable(var resource) ->
          run.only(notInService(now, resource, run.options().pending()), warnings);
    };
  }

  private static Ending notInService(
      Target.Present now, ScalableResource resource, Pending pending) {
    var status = now.status();
    if (status.failed()) {
      return Reasons.resourceFailed();
    }
    if (pending == Pending.FAIL) {
      return new Ending.Failed(TargetProblems.noQueue(status), List.of());
    }
    boolean sweeps = pending != Pending.REQUEUE && resource.id() instanceof InferenceComponent;
    return Reasons.notReady(status, sweeps);
  }
}
