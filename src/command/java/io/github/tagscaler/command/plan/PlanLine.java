package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.cost.AlarmCount;
import io.github.tagscaler.command.cost.MonthlyCost;
import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.cost.PriceList;
import io.github.tagscaler.command.fleet.DryRuns;
import io.github.tagscaler.command.fleet.PlannedTarget;
import io.github.tagscaler.command.fleet.ResourceFacts;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.InForce;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One target of a plan.
 *
 * @param atOnce what capacity would do at once; empty if nothing would be registered
 * @param cost of a month under the desired policy; empty if nothing would scale it
 * @param alarms how many CloudWatch alarms the changes add
 * @param dryRun whether changes are only reported
 */
public record PlanLine(
    PlannedTarget target,
    PlanVerdict verdict,
    Optional<AtOnce> atOnce,
    Optional<MonthlyCost> cost,
    int alarms,
    boolean dryRun) {

  /** Judges a target. */
  static PlanLine of(PlannedTarget target, PriceList prices, DryRuns dryRuns) {
    var verdict = PlanVerdict.of(target);
    return new PlanLine(
        target,
        verdict,
        verdict.isChange() ? atOnce(target) : Optional.empty(),
        scales(verdict) ? cost(target, prices) : Optional.empty(),
        AlarmCount.addedBy(target.outcome().ending().changes()),
        verdict.isChange() && dryRuns.of(target));
  }

  private static boolean scales(PlanVerdict verdict) {
    return verdict == PlanVerdict.REGISTER
        || verdict == PlanVerdict.CHANGE
        || verdict == PlanVerdict.DRIFTED
        || verdict == PlanVerdict.RIGHT;
  }

  private static Optional<AtOnce> atOnce(PlannedTarget target) {
    var then = then(target);
    return then == null
        ? Optional.empty()
        : target.running().stream()
            .mapToObj(running -> AtOnce.in(then.bounds(), running))
            .findFirst();
  }

  private static Optional<MonthlyCost> cost(PlannedTarget target, PriceList prices) {
    return target
        .desired()
        .flatMap(desired ->
            target
                .kind()
                .map(kind ->
                    MonthlyCost.of(
                        MonthlyHours.of(desired),
                        kind,
                        target.resource().map(ResourceFacts::instanceTypes).orElse(List.of()),
                        prices)));
  }

  /** How it is scaled now; {@code null} if it is not, or that is not known. */
  public @Nullable InForce now() {
    return switch (target.outcome().ending()) {
      case Ending.Planned planned -> planned.now();
      case Ending.Unchanged(var inForce) -> inForce;
      case Ending.Rejected _,
          Ending.Failed _,
          Ending.Skipped _,
          Ending.Applied _,
          Ending.Released _ ->
          target
              .observed()
              .map(found -> new InForce(found.bounds(), null, List.of(), List.of(), List.of()))
              .orElse(null);
    };
  }

  /** How it would be scaled; {@code null} if nothing would be registered, or nothing changes. */
  public @Nullable InForce then() {
    return then(target);
  }

  private static @Nullable InForce then(PlannedTarget target) {
    if (!PlanVerdict.of(target).isChange()) {
      return null;
    }
    return target.outcome().ending() instanceof Ending.Planned planned ? planned.then() : null;
  }
}
