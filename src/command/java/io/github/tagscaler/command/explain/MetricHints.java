package io.github.tagscaler.command.explain;

import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.DesiredPolicy.Track;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.resource.ResourceId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hints about the tracked metric and its target. */
final class MetricHints {
  /** A target from here to 100 is meant as a percentage more often than not. */
  private static final BigDecimal LOWEST_PERCENT = BigDecimal.valueOf(40);

  private static final BigDecimal HIGHEST_PERCENT = BigDecimal.valueOf(100);

  /** With a peak below this share of the target, the target hardly fits the load. */
  private static final double FAR_BELOW = 0.25;

  /** For so long after it was registered, a metric without values means nothing. */
  private static final Duration NEW = Duration.ofHours(1);

  private MetricHints() {}

  static Stream<Hint> of(Explanation of) {
    return Stream.concat(
        tracks(of).stream().flatMap(track -> track(of, track)),
        of.lastDay().knownTracks().stream().flatMap(history -> noData(of, history)));
  }

  private static List<Track> tracks(Explanation of) {
    return of.planned().desired().map(DesiredPolicy::tracks).orElse(List.of());
  }

  private static Optional<TrackHistory> history(Explanation of, Track track) {
    return of.lastDay().knownTracks().stream()
        .filter(each -> each.metric().name().equals(track.name()) && each.hasData())
        .findFirst();
  }

  private static Stream<Hint> track(Explanation of, Track track) {
    var history = history(of, track);
    if (looksLikePercent(track) && history.map(TrackHistory::peakShare).orElse(0.0) < 0.5) {
      return Stream.of(percent(of, track));
    }
    return history
        .filter(known -> known.peakShare() < FAR_BELOW && known.peakShare() > 0)
        .filter(_ -> of.running().isPresent())
        .map(known -> neverReached(of, track, known))
        .stream();
  }

  private static boolean looksLikePercent(Track track) {
    var target = track.target().value();
    return track.name().equals("concurrency")
        && track.target().origin() instanceof Origin.Tag
        && target.compareTo(LOWEST_PERCENT) >= 0
        && target.compareTo(HIGHEST_PERCENT) <= 0;
  }

  private static Hint percent(Explanation of, Track track) {
    var target = Asked.plain(track.target().value());
    var unit = of.id() instanceof ResourceId.InferenceComponent ? "copy" : "instance";
    return Hint.of(
        "TargetIsNotPercent",
        "The target %s means %s requests at once per %s, not percent. For CPU at %s %%, set %smetric = cpu."
            .formatted(target, target, unit, target, of.stack().tagPrefix()));
  }

  private static Hint neverReached(Explanation of, Track track, TrackHistory history) {
    return Hint.of(
        "TargetFarAway",
        "%s peaked at %s, far below the target of %s, so load has never added capacity. If requests were slow all the same, lower %starget."
            .formatted(
                capitalized(track.name()),
                ThreeDigits.rounded(history.peak().orElseThrow().value()),
                Asked.plain(track.target().value()),
                of.stack().tagPrefix()));
  }

  private static Stream<Hint> noData(Explanation of, TrackHistory history) {
    if (history.hasData() || of.observed().isEmpty() || isNew(of)) {
      return Stream.empty();
    }
    boolean atZero = of.running().isPresent() && of.running().getAsInt() == 0;
    return Stream.of(
        Hint.of(
            "NoData",
            "CloudWatch has no value of %s in the last 24 hours%s. Without data Application Auto Scaling does not scale."
                .formatted(
                    history.metric().cloudWatchName(),
                    atZero
                        ? ": nothing runs"
                        : history.metric().predefined()
                            ? ": no requests arrived"
                            : ": no requests arrived, or the metric has another name or other dimensions")));
  }

  /** Whether no request had to arrive yet since it was registered. */
  private static boolean isNew(Explanation of) {
    return of.lastDay()
        .registeredAt()
        .found()
        .flatMap(at -> at)
        .filter(at -> at.isAfter(of.now().minus(NEW)))
        .isPresent();
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
  }
}
