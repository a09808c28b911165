package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.history.ScalingActivity;
import io.github.tagscaler.command.history.ScalingActivity.Status;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.DesiredPolicy.Track;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hints about what keeps Application Auto Scaling from scaling. */
final class BlockedHints {
  /** Longer than AWS takes to see a breach and act on it. */
  private static final Duration LONG_ABOVE = Duration.ofMinutes(20);

  private static final int FEW_POINTS = 3;

  private BlockedHints() {}

  static Stream<Hint> of(Explanation of) {
    return of.observed().isEmpty()
        ? Stream.empty()
        : Stream.of(failed(of), scaleIn(of), others(of), stuck(of), cooldown(of), busy(of))
            .flatMap(Optional::stream);
  }

  private static Optional<Hint> failed(Explanation of) {
    var recent = of.lastDay().recent();
    var failures =
        recent.stream().takeWhile(activity -> activity.status() == Status.FAILED).toList();
    return failures.isEmpty() ? Optional.empty() : Optional.of(failed(failures));
  }

  private static Hint failed(List<ScalingActivity> failures) {
    var message = failures.getFirst().message().orElse("");
    var lower = message.toLowerCase(java.util.Locale.ROOT);
    var advice =
        lower.contains("quota") || lower.contains("limit")
            ? " Ask for a higher quota of that instance type in Service Quotas (Amazon SageMaker)."
            : lower.contains("capacity")
                ? " AWS has no such instance free: it tries again; instance pools or another type help."
                : lower.contains("not scalable") ? " It tries again at the next alarm." : "";
    return Hint.of(
        "ScalingFails",
        "%s failed: %s%s"
            .formatted(
                failures.size() == 1
                    ? "The last scaling activity"
                    : "The last " + failures.size() + " scaling activities",
                sentence(ActivityWords.reason(message)),
                advice));
  }

  private static String sentence(String text) {
    return text.isEmpty() ? "AWS does not say why." : text.endsWith(".") ? text : text + ".";
  }

  /** Capacity above min that nothing takes back. */
  private static Optional<Hint> scaleIn(Explanation of) {
    var tracks = of.planned().desired().map(DesiredPolicy::tracks).orElse(List.of());
    return isAboveMin(of) && !tracks.isEmpty() && tracks.stream().noneMatch(BlockedHints::scalesIn)
        ? Optional.of(
            Hint.of(
                "NeverScalesIn",
                "It does not scale in: scale-in = off (%s)."
                    .formatted(tracks.getFirst().scaleIn().origin().describe())))
        : Optional.empty();
  }

  private static boolean scalesIn(Track track) {
    return track.scaleIn().value();
  }

  /** Several target tracking policies scale in only if all of them agree. */
  private static Optional<Hint> others(Explanation of) {
    var foreign =
        of.observed().orElseThrow().policies().stream()
            .filter(policy -> !ManagedNames.isManaged(policy.name()))
            .filter(policy -> policy.definition() instanceof TargetTracking)
            .map(ScalingPolicy::name)
            .toList();
    boolean managed =
        of.observed().orElseThrow().policies().stream()
            .anyMatch(policy -> ManagedNames.isManaged(policy.name()));
    return isAboveMin(of) && managed && !foreign.isEmpty()
        ? Optional.of(
            Hint.of(
                "OtherPolicies",
                "Policy %s, which Tagscaler does not manage, tracks a metric, too: capacity is removed only when all policies agree."
                    .formatted(String.join(" and ", foreign))))
        : Optional.empty();
  }

  /** A metric that stays above its target without any effect. */
  private static Optional<Hint> stuck(Explanation of) {
    var since = of.now().minus(LONG_ABOVE);
    boolean moved =
        of.lastDay().activities().found().isEmpty()
            || of.lastDay().recent().stream().anyMatch(activity -> activity.start().isAfter(since));
    var target = of.observed().orElseThrow();
    boolean mayGrow =
        of.running().isPresent()
            && of.running().getAsInt() < target.bounds().max()
            && !target.suspended().scaleOut();
    return moved || !mayGrow
        ? Optional.empty()
        : of.lastDay().knownTracks().stream()
            .filter(track -> staysAbove(track, since))
            .findFirst()
            .map(track ->
                Hint.of(
                    "AboveTarget",
                    "%s has been above its target for %s, and nothing was scaled. See the state of its alarms:"
                        .formatted(track.metric().name(), Ago.length(LONG_ABOVE)),
                    "aws cloudwatch describe-alarms --alarm-name-prefix TargetTracking-%s --query 'MetricAlarms[].[AlarmName,StateValue,StateReason]'"
                        .formatted(of.id().wire())));
  }

  private static boolean staysAbove(TrackHistory track, Instant since) {
    var recent =
        track.series().points().stream().filter(point -> !point.at().isBefore(since)).toList();
    double target = track.metric().target().doubleValue();
    return recent.size() >= FEW_POINTS && recent.stream().allMatch(point -> point.value() > target);
  }

  private static boolean isAboveMin(Explanation of) {
    return of.running().isPresent()
        && of.running().getAsInt() > of.observed().orElseThrow().bounds().min();
  }

  private static Optional<Hint> cooldown(Explanation of) {
    var last = of.lastDay().recent().stream().filter(ScalingActivity::changedCapacity).findFirst();
    var longest =
        of.planned().desired().map(DesiredPolicy::tracks).orElse(List.of()).stream()
            .map(track -> track.scaleInCooldown().value())
            .max(Comparator.naturalOrder());
    return last.flatMap(activity ->
        longest
            .flatMap(cooldown -> until(activity.end().orElse(activity.start()), cooldown, of.now()))
            .filter(_ -> isAboveMin(of))
            .map(left ->
                Hint.of(
                    "CoolingDown",
                    "It scaled %s, so it does not scale in for another %s (scale-in-cooldown %s)."
                        .formatted(
                            Ago.of(activity.start(), of.now()),
                            Ago.length(left),
                            Asked.duration(longest.get())))));
  }

  private static Optional<Duration> until(Instant end, Duration cooldown, Instant now) {
    var left = Duration.between(now, end.plus(cooldown));
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }

  private static Optional<Hint> busy(Explanation of) {
    return of.facts()
        .filter(facts -> facts.status().changing())
        .filter(_ -> !of.outcome().skippedFor(SkipReason.NOT_READY))
        .map(facts ->
            Hint.of(
                "NotInService",
                "It is %s: until it is InService, AWS does not scale it."
                    .formatted(facts.status().wire())));
  }
}
