package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Complaint;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.Values;
import io.github.tagscaler.resource.ScalableResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what is to be tracked into what Application Auto Scaling can track. */
final class TrackRules {
  /** How much of its load-tested throughput an instance is asked to bear in the long run. */
  private static final BigDecimal SAFETY_FACTOR = new BigDecimal("0.5");

  private static final BigDecimal SECONDS_A_MINUTE = BigDecimal.valueOf(60);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal COMMON_PERCENT = BigDecimal.valueOf(70);

  private final ScalableResource resource;
  private final String prefix;
  private final List<Problem> problems = new ArrayList<>();

  TrackRules(ScalableResource resource, String prefix) {
    this.resource = resource;
    this.prefix = prefix;
  }

  /** What was wrong with the tracks so far. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The track; empty if something is wrong with it. */
  Optional<Wish.Track> track(TrackLayers.Draft draft, Layers layers) {
    problems.addAll(draft.contradictions());
    return switch (MetricTable.find(draft.metric(), resource)) {
      case MetricTable.Entry.Unsupported(var why) -> {
        unsupported(draft, why);
        yield Optional.empty();
      }
      case MetricTable.Entry.Found(var spec, var factor) ->
          target(draft)
              .map(target ->
                  new Wish.Track(
                      draft.metric().wire(),
                      spec,
                      target,
                      Values.plain(target.value().multiply(factor)),
                      layers.scaleInCooldown(),
                      draft.scaleOutCooldown().orElseGet(layers::scaleOutCooldown),
                      layers.scaleIn()));
    };
  }

  private void unsupported(TrackLayers.Draft draft, String why) {
    var working = MetricTable.workingOn(resource);
    problems.add(
        Complaint.about(
            draft.origin(),
            prefix + PolicyKey.METRIC.wire(),
            Code.METRIC_NOT_SUPPORTED,
            "Metric %s cannot be tracked on %s. %s Set %smetric to one of: %s."
                .formatted(
                    draft.metric().wire(),
                    resource.id().wire(),
                    why,
                    prefix,
                    String.join(", ", working)),
            working));
  }

  private Optional<Sourced<BigDecimal>> target(TrackLayers.Draft draft) {
    var metric = draft.metric();
    var target =
        draft
            .maxRps()
            .map(TrackRules::invocations)
            .or(draft::target)
            .or(() -> metric.ownTarget().map(Sourced::builtIn));
    if (target.isEmpty()) {
      problems.add(
          Complaint.about(
              draft.origin(),
              Code.TARGET_MISSING,
              "Metric %s has no target that suits everybody. Set %starget (%s)%s."
                  .formatted(
                      metric.wire(),
                      prefix,
                      metric.unit(),
                      metric == Metric.INVOCATIONS
                          ? ", or %smax-rps (the requests a second that one bore in a load test)"
                              .formatted(prefix)
                          : "")));
    }
    return target.filter(value -> fitsPercent(metric, value));
  }

  private static Sourced<BigDecimal> invocations(Sourced<BigDecimal> rps) {
    return new Sourced<>(
        Values.plain(rps.value().multiply(SAFETY_FACTOR).multiply(SECONDS_A_MINUTE)), rps.origin());
  }

  private boolean fitsPercent(Metric metric, Sourced<BigDecimal> target) {
    var value = target.value();
    boolean ratio = value.compareTo(BigDecimal.ONE) <= 0;
    if (!metric.percent() || (!ratio && value.compareTo(HUNDRED) <= 0)) {
      return true;
    }
    problems.add(
        Complaint.about(
            target.origin(),
            Code.BAD_VALUE,
            "The target of %s is in percent, so it must be above 1 and at most 100.%s"
                .formatted(
                    metric.wire(), ratio ? " Did you mean %s?".formatted(inPercent(value)) : "")));
    return false;
  }

  /** What was probably meant; 1 could be all or almost nothing, which nobody wants to track. */
  private static String inPercent(BigDecimal ratio) {
    var percent = ratio.multiply(HUNDRED);
    boolean sensible = percent.compareTo(BigDecimal.ONE) > 0 && percent.compareTo(HUNDRED) < 0;
    return Values.plain(sensible ? percent : COMMON_PERCENT).toPlainString();
  }
}
