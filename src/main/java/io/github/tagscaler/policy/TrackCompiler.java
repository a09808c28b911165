package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.Values;
import io.github.tagscaler.resource.ScalableResource;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns merged settings into the target tracking of a resource: chooses the tracks, their metrics
 * at AWS, and their targets.
 */
final class TrackCompiler {
  private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final ReadContext context;
  private final ScalableResource resource;
  private final String prefix;
  private final SettingsMerge settings;
  private final Problems problems;

  TrackCompiler(ReadContext context, SettingsMerge settings) {
    this.context = context;
    this.resource = context.resource();
    this.prefix = context.prefix();
    this.settings = settings;
    this.problems = context.problems();
  }

  /** The tracks without those that have a problem. */
  List<DesiredPolicy.Track> compile(PolicyLookup policies) {
    var merged = settings.tracks();
    boolean unset = merged.isUnset() && settings.steps().isEmpty();
    return unset && context.clear(PolicyKey.POLICY)
        ? policies.defaultTracks(problems).map(merged::below).map(this::compile).orElse(List.of())
        : compile(merged.drafts());
  }

  private List<DesiredPolicy.Track> compile(List<TrackDraft> drafts) {
    boolean stated =
        !drafts.isEmpty()
            && drafts.stream().allMatch(draft -> draft.origin() instanceof Origin.Tag);
    if (!context.clear(PolicyKey.METRIC, PolicyKey.TARGET, PolicyKey.MAX_RPS)
        || !(stated || context.clear(PolicyKey.POLICY))) {
      return List.of();
    }
    var targeted = settings.tracks().applyTarget(drafts, prefix, problems);
    if (targeted.isEmpty()) {
      warnOfUnusedTags();
    }
    return tracks(targeted);
  }

  /** Warns of tags that apply to target tracking only, where nothing is tracked. */
  private void warnOfUnusedTags() {
    Stream.of(settings.scaleIn(), settings.scaleInCooldown(), settings.scaleOutCooldown())
        .map(Sourced::origin)
        .filter(Origin.Tag.class::isInstance)
        .forEach(origin ->
            context
                .warnings()
                .add(
                    origin,
                    Code.NOT_APPLICABLE,
                    "This applies to target tracking, and no metric is tracked here. Step entries have their own cooldowns. Remove it."));
  }

  private List<DesiredPolicy.Track> tracks(List<TrackDraft> drafts) {
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
        "The tracks %s%s and %s%s have the same metric, and AWS allows one scaling policy per metric. Remove one of them."
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
      // TrackEntry makes sure that a custom metric has a target.
      case Measure.Custom(var spec) ->
          CustomMetrics.fill(
                  spec,
                  resource,
                  "The track %s%s"
                      .formatted(Quote.of(draft.name()), OriginSuffix.of(draft.origin())),
                  draft.origin(),
                  problems::add)
              .flatMap(metric ->
                  draft.target().map(target -> track(draft, metric, target, BigDecimal.ONE)));
    };
  }

  private DesiredPolicy.Track track(
      TrackDraft draft, MetricSpec spec, Sourced<BigDecimal> target, BigDecimal factor) {
    return new DesiredPolicy.Track(
        draft.name(),
        spec,
        target,
        Values.plain(target.value().multiply(factor)),
        draft.scaleInCooldown().orElseGet(settings::scaleInCooldown),
        draft.scaleOutCooldown().orElseGet(() -> scaleOutCooldown(draft.measure())),
        draft.scaleIn().orElseGet(settings::scaleIn));
  }

  /** The cooldown of a track without one of its own: any that is stated, else its metric's. */
  private Sourced<Duration> scaleOutCooldown(Measure measure) {
    var general = settings.scaleOutCooldown();
    return measure instanceof Measure.Alias(var metric)
            && general.origin() instanceof Origin.BuiltIn
        ? metric.ownScaleOutCooldown().map(Sourced::builtIn).orElse(general)
        : general;
  }

  private void unsupported(Metric metric, TrackDraft draft, String why) {
    var working = MetricTable.workingOn(resource);
    boolean byMaxRps = draft.maxRps().isPresent() && draft.origin() instanceof Origin.Tag;
    problems.add(
        Problems.about(
            draft.origin(),
            context.key(PolicyKey.METRIC),
            Code.METRIC_NOT_SUPPORTED,
            "Metric %s%s cannot be tracked on %s. %s %s"
                .formatted(
                    metric.wire(),
                    OriginSuffix.of(draft.origin()),
                    resource.id().wire(),
                    why,
                    byMaxRps
                        ? "Remove %smax-rps.".formatted(prefix)
                        : "Set %smetric to %s."
                            .formatted(
                                prefix,
                                working.stream()
                                    .map(this::withTarget)
                                    .collect(Collectors.joining(" or ")))),
            byMaxRps ? List.of() : working));
  }

  /** A metric that can be set; one without a default target needs that too. */
  private String withTarget(String metric) {
    return Metric.of(metric).flatMap(Metric::ownTarget).isPresent()
        ? metric
        : "%s (and %starget)".formatted(metric, prefix);
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
              "Metric %s%s has no default target. Set %starget (%s)%s."
                  .formatted(
                      metric.wire(),
                      OriginSuffix.of(draft.origin()),
                      prefix,
                      metric.unit(),
                      metric == Metric.INVOCATIONS
                          ? ", or %smax-rps (requests per second that one sustained in your load test)"
                              .formatted(prefix)
                          : ""),
              List.of()));
    }
    return target.filter(value -> fitsPercent(metric, value));
  }

  /** Invocations per minute: the load-tested requests per second times the safety factor. */
  private Sourced<BigDecimal> invocations(Sourced<BigDecimal> rps) {
    return new Sourced<>(
        Values.plain(
            rps.value().multiply(settings.safetyFactor().value()).multiply(SECONDS_PER_MINUTE)),
        rps.origin());
  }

  private boolean fitsPercent(Metric metric, Sourced<BigDecimal> target) {
    var value = target.value();
    if (!metric.percent()
        || (value.compareTo(BigDecimal.ONE) > 0 && value.compareTo(HUNDRED) <= 0)) {
      return true;
    }
    problems.add(
        target.origin(),
        Code.BAD_VALUE,
        "The target of %s%s is in percent: it must be above 1 and at most 100, such as 70.%s"
            .formatted(
                metric.wire(),
                OriginSuffix.of(target.origin()),
                percentMeant(value)
                    .map(percent -> " Did you mean %s?".formatted(percent))
                    .orElse("")));
    return false;
  }

  /** The percentage of a ratio such as 0.7; 1 can mean all or almost nothing. */
  private static Optional<String> percentMeant(BigDecimal ratio) {
    var percent = ratio.multiply(HUNDRED);
    return percent.compareTo(BigDecimal.ONE) > 0 && percent.compareTo(HUNDRED) < 0
        ? Optional.of(Values.plain(percent).toPlainString())
        : Optional.empty();
  }
}
