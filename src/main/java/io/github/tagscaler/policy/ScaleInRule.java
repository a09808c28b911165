package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.BoundsCompiler.DesiredBounds;
import io.github.tagscaler.policy.setting.Adjust;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import java.util.List;
import java.util.Optional;

/** Warns if capacity that was added is never removed again. */
final class ScaleInRule {
  private final ReadContext context;

  ScaleInRule(ReadContext context) {
    this.context = context;
  }

  /**
   * Warns if nothing scales in although a min of zero, or steps alone, suggest that it should.
   *
   * @param bounds that can come into force
   */
  void check(
      List<DesiredPolicy.Track> tracks, List<DesiredPolicy.Step> steps, DesiredBounds bounds) {
    boolean scalesIn =
        tracks.stream().anyMatch(track -> track.scaleIn().value())
            || steps.stream().anyMatch(ScaleInRule::removes);
    if (scalesIn) {
      return;
    }
    if (!tracks.isEmpty() && bounds.allowZero()) {
      context.warnings().add(neverReachesZero(tracks.getFirst()));
    } else if (tracks.isEmpty() && !steps.isEmpty()) {
      context.warnings().add(onlyRises(steps.getFirst()));
    }
  }

  /** An exact capacity can be lower than what runs. */
  private static boolean removes(DesiredPolicy.Step step) {
    return step.entry().adjust() == Adjust.EXACT
        || step.steps().stream().anyMatch(each -> each.by() < 0);
  }

  private Problem neverReachesZero(DesiredPolicy.Track track) {
    var scaleIn = track.scaleIn().origin();
    return Problems.about(
        scaleIn,
        context.key(PolicyKey.SCALE_IN),
        Code.NEVER_SCALES_IN,
        "This target can start at 0, but with scale-in off%s it never returns to 0. Set %s to on."
            .formatted(OriginSuffix.of(scaleIn), context.key(PolicyKey.SCALE_IN, scaleIn)),
        List.of());
  }

  private Problem onlyRises(DesiredPolicy.Step step) {
    return Problems.about(
        step.origin(),
        context.key(PolicyKey.METRIC),
        Code.NEVER_SCALES_IN,
        "All its steps%s add capacity and no metric is tracked, so nothing removes capacity again.%s"
            .formatted(
                OriginSuffix.of(step.origin()),
                metric()
                    .map(name ->
                        " Set %s to %s to track that too, or add a step entry that scales in."
                            .formatted(context.key(PolicyKey.METRIC, step.origin()), name))
                    .orElse(" Add a step entry that scales in.")),
        List.of());
  }

  /** A metric that the resource has and that needs no target. */
  private Optional<String> metric() {
    return MetricTable.workingOn(context.resource()).stream()
        .flatMap(name -> Metric.of(name).stream())
        .filter(metric -> metric.ownTarget().isPresent())
        .map(Metric::wire)
        .findFirst();
  }
}
