package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.Values;
import io.github.tagscaler.resource.ScalableResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Turns what is to be tracked into what Application Auto Scaling can track. */
final class TrackRules {
  private static final BigDecimal SECONDS_A_MINUTE = BigDecimal.valueOf(60);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal COMMON_PERCENT = BigDecimal.valueOf(70);

  private final ScalableResource resource;
  private final String prefix;
  private final Layers layers;
  private final List<Problem> problems = new ArrayList<>();

  TrackRules(ScalableResource resource, String prefix, Layers layers) {
    this.resource = resource;
    this.prefix = prefix;
    this.layers = layers;
  }

  /** What was wrong with the tracks so far. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The tracks without those that something is wrong with. */
  List<DesiredPolicy.Track> tracks(List<TrackDraft> drafts) {
    var byMetric = new HashMap<MetricSpec, TrackDraft>();
    var tracks = new ArrayList<DesiredPolicy.Track>();
    for (var draft : drafts) {
      track(draft)
          .ifPresent(track -> {
            var other = byMetric.putIfAbsent(track.metric(), draft);
            if (other != null) {
              problems.add(twice(other, draft));
            }
            tracks.add(track);
          });
    }
    return tracks;
  }

  private static Problem twice(TrackDraft one, TrackDraft other) {
    return Problems.about(
        other.origin(),
        Code.BAD_VALUE,
        "The tracks %s%s and %s%s have the same metric, and AWS takes a metric only once for each target. Remove one of them."
            .formatted(
                Quote.of(one.name()),
                OriginSuffix.of(one.origin()),
                Quote.of(other.name()),
                OriginSuffix.of(other.origin())));
  }

  private Optional<DesiredPolicy.Track> track(TrackDraft draft) {
    problems.addAll(draft.contradictions());
    return switch (draft.measure()) {
      case Measure.Alias(var metric) ->
          switch (MetricTable.find(metric, resource)) {
            case MetricTable.Entry.Unsupported(var why) -> {
              unsupported(metric, draft, why);
              yield Optional.empty();
            }
            case MetricTable.Entry.Found(var spec, var factor) ->
                target(metric, draft).map(target -> track(draft, spec, target, factor));
          };
      case Measure.Custom(var spec) -> {
        var filled =
            CustomMetrics.fill(
                spec,
                resource,
                "The track %s%s".formatted(Quote.of(draft.name()), OriginSuffix.of(draft.origin())),
                draft.origin(),
                problems::add);
        if (draft.target().isEmpty()) {
          noTarget(draft);
        }
        yield filled.flatMap(
            metric -> draft.target().map(target -> track(draft, metric, target, BigDecimal.ONE)));
      }
    };
  }

  private DesiredPolicy.Track track(
      TrackDraft draft, MetricSpec spec, Sourced<BigDecimal> target, BigDecimal factor) {
    return new DesiredPolicy.Track(
        draft.name(),
        spec,
        target,
        Values.plain(target.value().multiply(factor)),
        draft.scaleInCooldown().orElseGet(layers::scaleInCooldown),
        draft.scaleOutCooldown().orElseGet(layers::scaleOutCooldown),
        draft.scaleIn().orElseGet(layers::scaleIn));
  }

  private void unsupported(Metric metric, TrackDraft draft, String why) {
    var working = MetricTable.workingOn(resource);
    problems.add(
        Problems.about(
            draft.origin(),
            prefix + PolicyKey.METRIC.wire(),
            Code.METRIC_NOT_SUPPORTED,
            "Metric %s%s cannot be tracked on %s. %s Set %smetric to one of: %s."
                .formatted(
                    metric.wire(),
                    OriginSuffix.of(draft.origin()),
                    resource.id().wire(),
                    why,
                    prefix,
                    String.join(", ", working)),
            working));
  }

  private void noTarget(TrackDraft draft) {
    problems.add(
        Problems.about(
            draft.origin(),
            prefix + PolicyKey.TARGET.wire(),
            Code.TARGET_MISSING,
            "The track %s%s has no target, and for a metric of your own nobody else knows one. Give it a target."
                .formatted(Quote.of(draft.name()), OriginSuffix.of(draft.origin())),
            List.of()));
  }

  private Optional<Sourced<BigDecimal>> target(Metric metric, TrackDraft draft) {
    var target =
        draft
            .target()
            .or(() ->
                draft.maxRps().filter(rps -> metric == Metric.INVOCATIONS).map(this::invocations))
            .or(() -> metric.ownTarget().map(Sourced::builtIn));
    if (target.isEmpty()) {
      problems.add(
          Problems.about(
              draft.origin(),
              prefix + PolicyKey.TARGET.wire(),
              Code.TARGET_MISSING,
              "Metric %s%s has no target that suits everybody. Set %starget (%s)%s."
                  .formatted(
                      metric.wire(),
                      OriginSuffix.of(draft.origin()),
                      prefix,
                      metric.unit(),
                      metric == Metric.INVOCATIONS
                          ? ", or %smax-rps (the requests a second that one bore in a load test)"
                              .formatted(prefix)
                          : ""),
              List.of()));
    }
    return target.filter(value -> fitsPercent(metric, value));
  }

  /** The share of the load-tested throughput that is asked for in the long run, per minute. */
  private Sourced<BigDecimal> invocations(Sourced<BigDecimal> rps) {
    return new Sourced<>(
        Values.plain(
            rps.value().multiply(layers.safetyFactor().value()).multiply(SECONDS_A_MINUTE)),
        rps.origin());
  }

  private boolean fitsPercent(Metric metric, Sourced<BigDecimal> target) {
    var value = target.value();
    boolean ratio = value.compareTo(BigDecimal.ONE) <= 0;
    if (!metric.percent() || (!ratio && value.compareTo(HUNDRED) <= 0)) {
      return true;
    }
    problems.add(
        Problems.about(
            target.origin(),
            Code.BAD_VALUE,
            "The target of %s%s is in percent, so it must be above 1 and at most 100.%s"
                .formatted(
                    metric.wire(),
                    OriginSuffix.of(target.origin()),
                    ratio ? " Did you mean %s?".formatted(inPercent(value)) : "")));
    return false;
  }

  /** What was probably meant; 1 could be all or almost nothing, which nobody wants to track. */
  private static String inPercent(BigDecimal ratio) {
    var percent = ratio.multiply(HUNDRED);
    boolean sensible = percent.compareTo(BigDecimal.ONE) > 0 && percent.compareTo(HUNDRED) < 0;
    return Values.plain(sensible ? percent : COMMON_PERCENT).toPlainString();
  }
}
