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
 * One track while the levels are merged, before it is checked whether the resource has its metric.
 *
 * @param name more specific levels override it by this name
 * @param origin the tag or policy that adds the track
 * @param target the target, if a tag or policy sets one
 * @param maxRps the load-tested throughput that gives the target instead
 * @param scaleInCooldown the track's own, in place of the one for all tracks; likewise those below
 * @param contradictions problems of tags that contradict each other about this track
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

  /** A metric by its alias, without settings of its own. */
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

  /** An entry of a policy's list {@code track}. */
  static TrackDraft of(TrackEntry entry, Origin origin) {
    return new TrackDraft(
        entry.name(),
        entry.measure(),
        origin,
        entry.target().map(value -> new Sourced<>(value, origin)),
        entry.maxRps().map(value -> new Sourced<>(value, origin)),
        entry.scaleInCooldown().map(value -> new Sourced<>(value, origin)),
        entry.scaleOutCooldown().map(value -> new Sourced<>(value, origin)),
        entry.scaleIn().map(value -> new Sourced<>(value, origin)),
        List.of());
  }

  /** With that target in place of whatever set one before. */
  TrackDraft withTarget(Sourced<BigDecimal> newTarget) {
    // A tag may overrule what a policy says; two tags contradict each other.
    var contradiction =
        maxRps
            .filter(rps -> rps.origin() instanceof Origin.Tag)
            .map(rps -> bothSetTheTarget(rps, newTarget));
    return new TrackDraft(
        name,
        measure,
        origin,
        Optional.of(newTarget),
        Optional.empty(),
        scaleInCooldown,
        scaleOutCooldown,
        scaleIn,
        Stream.concat(contradictions.stream(), contradiction.stream()).toList());
  }

  /** The problem of two tags that both set the target. */
  static Problem bothSetTheTarget(Sourced<BigDecimal> rps, Sourced<BigDecimal> target) {
    return Problems.about(
        rps.origin(),
        Code.BAD_VALUE,
        "max-rps sets the target, which contradicts %s. Remove one of them."
            .formatted(target.origin().describe()));
  }

  /** Without the settings of its own that a more specific plain key overrides. */
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
