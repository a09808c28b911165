package io.github.tagscaler.command.tags.reverse;

import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.TrackEntry;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.math.BigDecimal;
import java.util.Optional;

/** Turns target tracking policies into entries of {@code track}. */
final class TrackEntries {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final ScalableResource resource;
  private final MetricsOfResource metrics;
  private final EntryNames names;

  /** Turns those of one resource. */
  TrackEntries(ScalableResource resource, EntryNames names) {
    this.resource = resource;
    this.metrics = new MetricsOfResource(resource);
    this.names = names;
  }

  /** The entry for a policy. */
  Reproduced<TrackEntry> entry(ScalingPolicy policy, TargetTracking tracking) {
    var alias =
        metrics
            .tracked(tracking.metric())
            .map(known -> entry(known, tracking))
            .filter(TrackEntries::isInRange);
    if (alias.isPresent()) {
      return new Reproduced.As<>(alias.get());
    }
    if (tracking.metric() instanceof MetricSpec.Predefined(var type)) {
      return new Reproduced.Not<>(
          new Obstacle(
              Reason.METRIC,
              metrics.tracked(tracking.metric()).isPresent()
                  ? "The policy \"%s\" tracks %s with a target of %s, which is out of the range of a percentage."
                      .formatted(policy.name(), type, plain(tracking.targetValue()))
                  : "The policy \"%s\" tracks the predefined metric %s, which Tagscaler does not offer for %s."
                      .formatted(policy.name(), type, resource.kind().plural())));
    }
    return new Reproduced.As<>(
        entry(
            names.like(policy.name()),
            new Measure.Custom(metrics.general(tracking.metric())),
            OwnersUnit.of(tracking.targetValue(), BigDecimal.ONE),
            tracking));
  }

  private static TrackEntry entry(MetricsOfResource.Alias alias, TargetTracking tracking) {
    return entry(
        alias.metric().wire(),
        new Measure.Alias(alias.metric()),
        OwnersUnit.of(tracking.targetValue(), alias.factor()),
        tracking);
  }

  private static TrackEntry entry(
      String name, Measure measure, BigDecimal target, TargetTracking tracking) {
    return new TrackEntry(
        name,
        measure,
        Optional.of(target),
        Optional.empty(),
        Optional.of(tracking.scaleInCooldown()),
        Optional.of(tracking.scaleOutCooldown()),
        Optional.of(tracking.scaleIn()));
  }

  /** A percentage is above 1 and at most 100, as its reader demands. */
  private static boolean isInRange(TrackEntry entry) {
    var target = entry.target().orElseThrow();
    return !(entry.measure() instanceof Measure.Alias(var metric) && metric.percent())
        || (target.compareTo(BigDecimal.ONE) > 0 && target.compareTo(HUNDRED) <= 0);
  }

  private static String plain(double number) {
    return OwnersUnit.of(number, BigDecimal.ONE).toPlainString();
  }
}
