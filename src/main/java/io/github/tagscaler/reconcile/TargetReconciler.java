package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability.Scalable;
import io.github.tagscaler.resource.Scalability.Unscalable;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.Planner;
import java.util.List;

/** Brings one target from what Application Auto Scaling holds to what its tags ask for. */
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
   *
   * @param observed what is registered of it, asked for only where that matters
   */
  List<Ended> reconcile(Target target, ObservedTargetsCache observed, Mode mode) {
    if (target.now().isEmpty()) {
      return release.all(target, observed, "It is gone.", List.of(), mode.dryRun());
    }
    var now = target.now().get();
    boolean dryRun = mode.dryRun() || now.policy().dryRun();
    try {
      return braked(target, now, observed, mode.orDry(dryRun));
    } catch (CallFailedException failure) {
      return Ended.only(
          target.dimension(),
          Execution.ending(failure, List.of()),
          now.policy().warnings(),
          dryRun);
    }
  }

  private List<Ended> braked(
      Target target, Target.Present now, ObservedTargetsCache observed, Mode mode) {
    return switch (now.policy().intent(mode.now())) {
      case IGNORE ->
          Ended.only(
              target.dimension(),
              new Ending.Skipped(
                  SkipReason.IGNORED,
                  "Its policy tag says ignore: nothing was looked at or touched."),
              now.warningsUnderOffSwitch(catalogs),
              mode.dryRun());
      case OFF ->
          releaseOr(
              new Ending.Skipped(
                  SkipReason.OFF, "It is switched off, and nothing of ours is registered for it."),
              target,
              observed,
              "It is switched off.",
              now.warningsUnderOffSwitch(catalogs),
              mode);
      case PAUSED -> pause.pause(target, now, observed, mode);
      case NOT_TAGGED ->
          mode.release() == Release.ALLOWED || !holdsOurs(target, observed)
              ? releaseOr(
                  new Ending.Skipped(
                      SkipReason.NOT_TAGGED, "It carries no tag that asks for scaling."),
                  target,
                  observed,
                  "It carries no tag that asks for scaling any more.",
                  now.warningsUnderOffSwitch(catalogs),
                  mode)
              : Ended.only(
                  target.dimension(),
                  kept(mode.release()),
                  now.warningsUnderOffSwitch(catalogs),
                  mode.dryRun());
      case SCALE -> asked(target, now, observed, mode);
    };
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

  private boolean holdsOurs(Target target, ObservedTargetsCache observed) {
    return observed.of(target.id()).stream().anyMatch(planner::owns);
  }

  /** Releases it; if nothing of it is ours, it is skipped. */
  private List<Ended> releaseOr(
      Ending.Skipped skipped,
      Target target,
      ObservedTargetsCache observed,
      String why,
      List<Problem> warnings,
      Mode mode) {
    var released = release.all(target, observed, why, warnings, mode.dryRun());
    return released.isEmpty()
        ? Ended.only(target.dimension(), skipped, warnings, mode.dryRun())
        : released;
  }

  private List<Ended> asked(
      Target target, Target.Present now, ObservedTargetsCache observed, Mode mode) {
    var warnings = now.policy().warnings();
    return switch (now.scalability()) {
      // An update may yet be rolled back, and what it would have released would have to come back.
      case Unscalable(var id, var why)
          when now.status().changing() && holdsOurs(target, observed) ->
          Ended.only(
              target.dimension(),
              new Ending.Skipped(
                  SkipReason.NOT_READY,
                  "It is %s, not InService. %s If that is still so when it is in service, what is registered is released."
                      .formatted(now.status().wire(), why.sentence())),
              warnings,
              mode.dryRun());
      case Unscalable(var id, var why) ->
          releaseOr(
              new Ending.Skipped(SkipReason.of(why), why.sentence()),
              target,
              observed,
              why.sentence(),
              warnings,
              mode);
      case Scalable(var resource) when now.status().inService() ->
          setup.follow(target, resource, now, observed, mode);
      case Scalable(var resource) ->
          Ended.only(
              target.dimension(), notInService(now, resource, mode), warnings, mode.dryRun());
    };
  }

  private static Ending notInService(Target.Present now, ScalableResource resource, Mode mode) {
    var status = now.status();
    if (status.failed()) {
      return new Ending.Skipped(
          SkipReason.RESOURCE_FAILED,
          "Its status is Failed: it is registered once its owner has brought it into service.");
    }
    if (now.waits() && !mode.canWait()) {
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
                now.waits() || !(resource.id() instanceof InferenceComponent)
                    ? "; it is looked at again when it is"
                    : "; sweeps look at it until it is"));
  }
}
