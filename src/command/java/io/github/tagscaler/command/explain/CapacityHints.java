package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.history.BoundsHistory;
import io.github.tagscaler.command.history.CapacityHistory;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Sourced;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hints about bounds that keep capacity where it is. */
final class CapacityHints {
  private static final Duration LONG = Duration.ofHours(1);

  /** With a peak below this share of the target at min, less would do. */
  private static final double IDLE = 0.5;

  private CapacityHints() {}

  static Stream<Hint> of(Explanation of) {
    return of.observed().isEmpty()
        ? Stream.empty()
        : Stream.of(atMax(of), fixed(of), idle(of), zero(of)).flatMap(Optional::stream);
  }

  /** How long it was at max, if it could have used more. */
  private static Optional<Hint> atMax(Explanation of) {
    int max = of.observed().orElseThrow().bounds().max();
    var time = atMaxTime(of);
    boolean wantedMore =
        of.lastDay().knownTracks().stream().anyMatch(TrackHistory::wentAboveTarget)
            || of.lastDay().recent().stream().anyMatch(CapacityHints::refusedAtMax);
    return time.filter(long_ -> wantedMore && long_.compareTo(LONG) >= 0)
        .map(atMax ->
            Hint.of(
                "AtMax",
                "It was at %s for %s of the last 24 h, and had more to do. %s"
                    .formatted(named("max", max, of), hours(atMax), raise(of))));
  }

  static Optional<Duration> atMaxTime(Explanation of) {
    return of.lastDay()
        .capacity()
        .map(capacity ->
            capacity.time(
                bounds(of),
                (running, bounds) -> bounds.max() > bounds.min() && running >= bounds.max()));
  }

  static Optional<Duration> atMinTime(Explanation of) {
    return of.lastDay()
        .capacity()
        .map(capacity -> capacity.time(bounds(of), (running, bounds) -> running <= bounds.min()));
  }

  private static BoundsHistory bounds(Explanation of) {
    return BoundsHistory.of(
        of.lastDay().activities().found().orElse(List.of()), of.observed().orElseThrow().bounds());
  }

  /** {@code max (8)}; without the number, if a schedule had others in force. */
  static String named(String end, int value, Explanation of) {
    return bounds(of).changedSince(of.lastDay().span().from())
        ? end + " (by the schedule)"
        : "%s (%d)".formatted(end, value);
  }

  private static boolean refusedAtMax(
      io.github.tagscaler.command.history.ScalingActivity activity) {
    return activity.notScaled().stream()
        .anyMatch(reason -> reason.code().equals("AlreadyAtMaxCapacity"));
  }

  private static String raise(Explanation of) {
    var prefix = of.stack().tagPrefix();
    return of.asked()
        .map(asked -> raise(asked.inForce().max(), prefix))
        .orElse("Whoever registered it can raise its max.");
  }

  private static String raise(Sourced<Integer> max, String prefix) {
    return switch (max.origin()) {
      case Origin.Tag(var key, _, _) -> "Raise %s.".formatted(key);
      case Origin.Guardrail guardrail ->
          "Its max is limited by %s: ask the platform team.".formatted(guardrail.describe());
      case Origin.MaxCapacity _, Origin.StackSetting _ ->
          "Its max is limited by %s: ask the stack's operator.".formatted(max.origin().describe());
      case Origin.BuiltIn _ -> "Its max is the built-in default: set %smax.".formatted(prefix);
      case Origin.Policy _, Origin.CatalogValue _, Origin.PlatformDefault _ ->
          "Its max comes from %s: set %smax to override it."
              .formatted(max.origin().describe(), prefix);
    };
  }

  /** Bounds between which nothing can change. */
  private static Optional<Hint> fixed(Explanation of) {
    var bounds = of.observed().orElseThrow().bounds();
    if (bounds.min() != bounds.max()) {
      return Optional.empty();
    }
    var until =
        of.asked()
            .flatMap(Asked::until)
            .map(change -> " The schedule changes that at " + Next.time(change) + ".")
            .orElse("");
    return Optional.of(
        Hint.of(
            "FixedCapacity",
            bounds.max() == 0
                ? "Min and max are 0, so nothing can wake it." + until
                : "Min and max are both %d, so it cannot scale.%s".formatted(bounds.max(), until)));
  }

  /** More than one at min all day, with little to do. */
  private static Optional<Hint> idle(Explanation of) {
    int min = of.observed().orElseThrow().bounds().min();
    var tracks = of.lastDay().knownTracks();
    boolean little =
        !tracks.isEmpty()
            && tracks.stream().allMatch(TrackHistory::hasData)
            && tracks.stream().allMatch(track -> track.peakShare() < IDLE);
    boolean allDay =
        of.lastDay()
            .capacity()
            .filter(capacity -> capacity.span().equals(of.lastDay().span()))
            .filter(capacity -> isAllDayAt(min, capacity))
            .isPresent();
    return min > 1 && little && allDay
        ? Optional.of(
            Hint.of(
                "IdleAtMin",
                "It stayed at min (%d) for 24 h and never came near its target. A lower min would cost less."
                    .formatted(min)))
        : Optional.empty();
  }

  private static boolean isAllDayAt(int min, CapacityHistory capacity) {
    return capacity.time(each -> each <= min).compareTo(capacity.span().length()) >= 0;
  }

  private static Optional<Hint> zero(Explanation of) {
    boolean wakes = of.planned().desired().map(policy -> policy.wakes()).orElse(false);
    return of.running().isPresent() && of.running().getAsInt() == 0
        ? Optional.of(
            Hint.of(
                "AtZero",
                wakes
                    ? "Nothing runs. The first request wakes it up, which takes 5 to 10 minutes; until then %s."
                        .formatted(
                            of.id()
                                    instanceof
                                    io.github.tagscaler.resource.ResourceId.InferenceComponent
                                ? "calls of the component fail"
                                : "requests wait in its queue")
                    : "Nothing runs, and nothing of Tagscaler's wakes it up."))
        : Optional.empty();
  }

  private static String hours(Duration length) {
    return Ago.length(length);
  }
}
