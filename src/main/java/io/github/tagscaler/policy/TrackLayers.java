package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Complaint;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting.MaxRps;
import io.github.tagscaler.policy.setting.Setting.TargetValue;
import io.github.tagscaler.policy.setting.Setting.Track;
import io.github.tagscaler.policy.setting.Setting.TrackOnly;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.Stated;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be tracked, layer by layer. {@code metric}, {@code target} and {@code max-rps} count
 * as one: a layer that says what to track silences what lies under it of all three; a {@code
 * target} alone applies to the track that lies under it.
 */
final class TrackLayers {

  /**
   * The one track.
   *
   * @param origin who says that this metric is tracked
   * @param target the target that somebody states
   * @param maxRps the load-tested throughput that gives the target instead
   * @param scaleOutCooldown a cooldown of its own
   * @param contradictions what was said beside and cannot hold together with it
   */
  record Draft(
      Metric metric,
      Origin origin,
      Optional<Sourced<BigDecimal>> target,
      Optional<Sourced<BigDecimal>> maxRps,
      Optional<Sourced<Duration>> scaleOutCooldown,
      List<Problem> contradictions) {

    private static Draft of(Metric metric, Origin origin) {
      return new Draft(
          metric, origin, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private Draft with(Optional<Sourced<Duration>> cooldown) {
      return new Draft(metric, origin, target, maxRps, cooldown, contradictions);
    }
  }

  private Optional<Draft> track = Optional.empty();
  private Optional<Sourced<BigDecimal>> target = Optional.empty();

  /** Lays what one layer says over what is there. */
  void lay(List<Stated> layer) {
    Optional<Draft> named = Optional.empty();
    Optional<Sourced<BigDecimal>> rps = Optional.empty();
    Optional<Sourced<BigDecimal>> value = Optional.empty();
    for (var stated : layer) {
      var origin = stated.origin();
      switch (stated.setting()) {
        case TrackOnly(var metric) -> named = Optional.of(Draft.of(metric, origin));
        case Track own -> named = Optional.of(draft(own, origin));
        case TargetValue(var number) -> value = Optional.of(new Sourced<>(number, origin));
        case MaxRps(var number) -> rps = Optional.of(new Sourced<>(number, origin));
        default -> {}
      }
    }
    if (rps.isPresent()) {
      named = Optional.of(draft(rps.get(), named));
    }
    if (named.isPresent()) {
      track = named;
      target = Optional.empty();
    }
    target = value.or(() -> target);
  }

  private static Draft draft(Track own, Origin origin) {
    return Draft.of(((Measure.Alias) own.entry().measure()).metric(), origin)
        .with(own.entry().scaleOutCooldown().map(time -> new Sourced<>(time, origin)));
  }

  private static Draft draft(Sourced<BigDecimal> rps, Optional<Draft> beside) {
    return new Draft(
        Metric.INVOCATIONS,
        rps.origin(),
        Optional.empty(),
        Optional.of(rps),
        Optional.empty(),
        beside
            .filter(other -> other.metric != Metric.INVOCATIONS)
            .map(other ->
                Complaint.about(
                    rps.origin(),
                    Code.BAD_VALUE,
                    "It tracks invocations, which contradicts %s. Remove one of them."
                        .formatted(other.origin.describe())))
            .stream()
            .toList());
  }

  /** A plain cooldown is every track's. */
  void dropOwnCooldown() {
    track = track.map(draft -> draft.with(Optional.empty()));
  }

  /** The track and what applies to it; that one where no layer names any. */
  Draft resolve(Track fallback) {
    var draft = track.orElseGet(() -> draft(fallback, new Origin.BuiltIn()));
    if (target.isEmpty()) {
      return draft;
    }
    var contradictions = new ArrayList<>(draft.contradictions);
    draft.maxRps.ifPresent(rps ->
        contradictions.add(
            Complaint.about(
                rps.origin(),
                Code.BAD_VALUE,
                "It gives the target by itself, which contradicts %s. Remove one of them."
                    .formatted(target.get().origin().describe()))));
    return new Draft(
        draft.metric, draft.origin, target, draft.maxRps, draft.scaleOutCooldown, contradictions);
  }
}
