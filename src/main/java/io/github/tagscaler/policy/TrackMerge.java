package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges what settings track, in order of precedence. {@code metric} and {@code max-rps} replace
 * everything with less precedence; an entry of {@code track} adds a track, or replaces the one of
 * its name; a {@code target} alone applies to the only track below it.
 */
final class TrackMerge {
  private final Map<String, TrackDraft> drafts = new LinkedHashMap<>();
  private Optional<Sourced<BigDecimal>> target = Optional.empty();
  private boolean none;
  private boolean plainScaleIn;
  private boolean plainInCooldown;
  private boolean plainOutCooldown;

  /** Whether these settings state what to track, or to track nothing. */
  static boolean tracks(List<Sourced<Setting>> settings) {
    return settings.stream().anyMatch(stated -> tracks(stated.value()));
  }

  private static boolean tracks(Setting setting) {
    return setting instanceof Setting.TrackOnly
        || setting instanceof Setting.MaxRps
        || setting instanceof Setting.Track
        || setting instanceof Setting.NoTracks;
  }

  /** Drops all tracks: a more specific level states its own. */
  void clear() {
    drafts.clear();
    target = Optional.empty();
  }

  /** Merges the settings of a policy or level, which take precedence over those before. */
  void merge(List<Sourced<Setting>> settings) {
    if (settings.isEmpty()) {
      return;
    }
    var stated = new Stated(settings);
    dropOwn(stated);
    if (stated.tracks) {
      target = Optional.empty();
    }
    if (stated.none) {
      drafts.clear();
      none = true;
    }
    var only = stated.only();
    if (only.isPresent()) {
      drafts.clear();
      drafts.put(only.get().name(), only.get());
    } else if (stated.target.isPresent()) {
      target = stated.target;
    }
    settings.forEach(this::entry);
  }

  /** A plain key applies to every track: it overrides the own values of tracks below it. */
  private void dropOwn(Stated stated) {
    drafts.replaceAll(
        (name, draft) -> draft.without(stated.scaleIn, stated.inCooldown, stated.outCooldown));
    plainScaleIn |= stated.scaleIn;
    plainInCooldown |= stated.inCooldown;
    plainOutCooldown |= stated.outCooldown;
  }

  private void entry(Sourced<Setting> stated) {
    switch (stated.value()) {
      case Setting.Track(var entry) ->
          drafts.put(entry.name(), TrackDraft.of(entry, stated.origin()));
      case Setting.DropTrack(var name) -> drafts.remove(name);
      default -> {}
    }
  }

  /** What the settings of one policy or level state, but for the entries of tracks. */
  private static final class Stated {
    private boolean tracks;
    private boolean none;
    private boolean scaleIn;
    private boolean inCooldown;
    private boolean outCooldown;
    private Optional<Sourced<Metric>> metric = Optional.empty();
    private Optional<Sourced<BigDecimal>> maxRps = Optional.empty();
    private Optional<Sourced<BigDecimal>> target = Optional.empty();

    Stated(List<Sourced<Setting>> settings) {
      for (var each : settings) {
        tracks |= tracks(each.value());
        switch (each.value()) {
          case Setting.TrackOnly(var only) ->
              metric = Optional.of(new Sourced<>(only, each.origin()));
          case Setting.MaxRps(var rps) -> maxRps = Optional.of(new Sourced<>(rps, each.origin()));
          case Setting.TargetValue(var value) ->
              target = Optional.of(new Sourced<>(value, each.origin()));
          case Setting.NoTracks() -> none = true;
          case Setting.ScaleIn _ -> scaleIn = true;
          case Setting.ScaleInCooldown _ -> inCooldown = true;
          case Setting.ScaleOutCooldown _ -> outCooldown = true;
          default -> {}
        }
      }
    }

    /** The one track that replaces all others, if one is stated. */
    Optional<TrackDraft> only() {
      var byMetric =
          metric.map(stated ->
              TrackDraft.of(stated.value(), stated.origin(), target, Optional.empty(), List.of()));
      return maxRps.map(rps -> fromMaxRps(rps, byMetric, target)).or(() -> byMetric);
    }
  }

  private static TrackDraft fromMaxRps(
      Sourced<BigDecimal> rps,
      Optional<TrackDraft> beside,
      Optional<Sourced<BigDecimal>> newTarget) {
    var contradictions = new ArrayList<Problem>();
    beside
        .filter(other -> !other.name().equals(Metric.INVOCATIONS.wire()))
        .ifPresent(other ->
            contradictions.add(
                Problems.about(
                    rps.origin(),
                    Code.BAD_VALUE,
                    "max-rps tracks invocations, which contradicts %s. Remove one of them."
                        .formatted(other.origin().describe()))));
    newTarget.ifPresent(value -> contradictions.add(TrackDraft.bothSetTheTarget(rps, value)));
    return TrackDraft.of(
        Metric.INVOCATIONS, rps.origin(), Optional.empty(), Optional.of(rps), contradictions);
  }

  /** Whether no settings state what to track, or to track nothing. */
  boolean isUnset() {
    return drafts.isEmpty() && !none;
  }

  /** The merged tracks. */
  List<TrackDraft> drafts() {
    return List.copyOf(drafts.values());
  }

  /** Default tracks, without the own values that plain keys override. */
  List<TrackDraft> below(List<TrackDraft> defaults) {
    return defaults.stream()
        .map(draft -> draft.without(plainScaleIn, plainInCooldown, plainOutCooldown))
        .toList();
  }

  /** These tracks, with the target that was stated alone applied to the only one of them. */
  List<TrackDraft> applyTarget(List<TrackDraft> tracks, String prefix, Problems problems) {
    if (target.isEmpty()) {
      return tracks;
    }
    if (tracks.size() == 1) {
      return List.of(tracks.getFirst().withTarget(target.get()));
    }
    problems.add(orphanTarget(target.get().origin(), tracks, prefix));
    return tracks;
  }

  private static Problem orphanTarget(Origin origin, List<TrackDraft> tracks, String prefix) {
    return Problems.about(
        origin,
        Code.BAD_VALUE,
        tracks.isEmpty()
            ? "A target needs exactly one tracked metric, and none is tracked. Set %smetric too, or remove the target."
                .formatted(prefix)
            : "A target needs exactly one tracked metric, and %d are tracked: %s. Set %smetric too, to track that one only, or remove the target."
                .formatted(
                    tracks.size(),
                    String.join(", ", tracks.stream().map(TrackDraft::name).toList()),
                    prefix));
  }
}
