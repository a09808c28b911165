package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.TrackEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One track, before it is known whether the resource has such a metric.
 *
 * @param name what it is overridden and called by
 * @param origin who says that this is tracked
 * @param target the target that somebody states
 * @param maxRps the load-tested throughput that gives the target instead
 * @param scaleInCooldown one of its own; so are those that follow
 * @param contradictions what was said beside and cannot hold together with it
 */
record TrackDraft(
    String name,
    Measure measure,
    Origin origin,
    Optional<Sourced<BigDecimal>> target,
    Optional<Sourced<BigDecimal>> maxRps,
    Optional<Sourced<Duration>> scaleInCooldown,
    Optional<Sourced<Duration>> scaleOutCooldown,
    Optional<Sourced<Boolean>> scaleIn,
    List<Problem> contradictions) {
  TrackDraft {
    contradictions = List.copyOf(contradictions);
  }

  /** A metric by its word, with nothing of its own. */
  static TrackDraft of(
      Metric metric,
      Origin origin,
      Optional<Sourced<BigDecimal>> target,
      Optional<Sourced<BigDecimal>> maxRps,
      List<Problem> contradictions) {
    return new TrackDraft(
        metric.wire(),
        new Measure.Alias(metric),
        origin,
        target,
        maxRps,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        contradictions);
  }

  /** An entry of a policy's list. */
  static TrackDraft of(TrackEntry entry, Origin origin) {
    var rps = entry.maxRps().map(value -> new Sourced<>(value, origin));
    boolean counts =
        entry.measure().equals(new Measure.Alias(Metric.INVOCATIONS)) && entry.target().isEmpty();
    return new TrackDraft(
        entry.name(),
        entry.measure(),
        origin,
        entry.target().map(value -> new Sourced<>(value, origin)),
        rps,
        entry.scaleInCooldown().map(value -> new Sourced<>(value, origin)),
        entry.scaleOutCooldown().map(value -> new Sourced<>(value, origin)),
        entry.scaleIn().map(value -> new Sourced<>(value, origin)),
        rps
            .filter(value -> !counts)
            .map(value ->
                Problems.about(
                    origin,
                    Code.BAD_VALUE,
                    "The track \"%s\"%s has a max-rps. That goes with the metric invocations alone, and without a target."
                        .formatted(entry.name(), OriginSuffix.of(origin))))
            .stream()
            .toList());
  }

  /** With that target, laid over whatever gave one before. */
  TrackDraft aimedAt(Sourced<BigDecimal> aim) {
    // A tag may overrule what a policy says; two tags contradict each other.
    var contradiction =
        maxRps
            .filter(rps -> rps.origin() instanceof Origin.Tag)
            .map(rps -> givesTheTarget(rps, aim));
    return new TrackDraft(
        name,
        measure,
        origin,
        Optional.of(aim),
        Optional.empty(),
        scaleInCooldown,
        scaleOutCooldown,
        scaleIn,
        Stream.concat(contradictions.stream(), contradiction.stream()).toList());
  }

  /** That a max-rps and a target were said together. */
  static Problem givesTheTarget(Sourced<BigDecimal> rps, Sourced<BigDecimal> target) {
    return Problems.about(
        rps.origin(),
        Code.BAD_VALUE,
        "It gives the target by itself, which contradicts %s. Remove one of them."
            .formatted(target.origin().describe()));
  }

  /** Without what of its own a plain key has overruled. */
  TrackDraft without(boolean ownScaleIn, boolean ownInCooldown, boolean ownOutCooldown) {
    return new TrackDraft(
        name,
        measure,
        origin,
        target,
        maxRps,
        ownInCooldown ? Optional.empty() : scaleInCooldown,
        ownOutCooldown ? Optional.empty() : scaleOutCooldown,
        ownScaleIn ? Optional.empty() : scaleIn,
        contradictions);
  }
}
