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
 * What is to be tracked, layer by layer. {@code metric} and {@code max-rps} replace all that lies
 * under them; an entry of {@code track} adds, or replaces what has its name; a {@code target} alone
 * applies to the one track that lies under it.
 */
final class TrackLayers {
  private final Map<String, TrackDraft> drafts = new LinkedHashMap<>();
  private Optional<Sourced<BigDecimal>> target = Optional.empty();
  private boolean none;
  private boolean plainScaleIn;
  private boolean plainInCooldown;
  private boolean plainOutCooldown;

  /** Whether a layer says what to track, or to track nothing. */
  static boolean tracks(List<Sourced<Setting>> layer) {
    return layer.stream()
        .map(Sourced::value)
        .anyMatch(setting ->
            setting instanceof Setting.TrackOnly
                || setting instanceof Setting.MaxRps
                || setting instanceof Setting.Track
                || setting instanceof Setting.NoTracks);
  }

  /** Forgets what farther levels say: a nearer one says something else. */
  void silence() {
    drafts.clear();
    target = Optional.empty();
  }

  /** Lays what one layer says over what is there. */
  void lay(List<Sourced<Setting>> layer) {
    overruleOwn(layer);
    if (tracks(layer)) {
      target = Optional.empty();
    }
    if (layer.stream().anyMatch(stated -> stated.value() instanceof Setting.NoTracks)) {
      drafts.clear();
      none = true;
    }
    var aim = target(layer);
    var only = only(layer, aim);
    if (only.isPresent()) {
      drafts.clear();
      drafts.put(only.get().name(), only.get());
    } else if (aim.isPresent()) {
      target = aim;
    }
    layer.forEach(this::entry);
  }

  /** A plain key is every track's: it overrules what tracks under it have of their own. */
  private void overruleOwn(List<Sourced<Setting>> layer) {
    boolean in = has(layer, Setting.ScaleIn.class);
    boolean inCooldown = has(layer, Setting.ScaleInCooldown.class);
    boolean outCooldown = has(layer, Setting.ScaleOutCooldown.class);
    drafts.replaceAll((name, draft) -> draft.without(in, inCooldown, outCooldown));
    plainScaleIn |= in;
    plainInCooldown |= inCooldown;
    plainOutCooldown |= outCooldown;
  }

  private static boolean has(List<Sourced<Setting>> layer, Class<? extends Setting> kind) {
    return layer.stream().anyMatch(stated -> kind.isInstance(stated.value()));
  }

  private void entry(Sourced<Setting> stated) {
    switch (stated.value()) {
      case Setting.Track(var entry) ->
          drafts.put(entry.name(), TrackDraft.of(entry, stated.origin()));
      case Setting.DropTrack(var name) -> drafts.remove(name);
      default -> {}
    }
  }

  private static Optional<Sourced<BigDecimal>> target(List<Sourced<Setting>> layer) {
    return layer.stream()
        .flatMap(stated ->
            stated.value() instanceof Setting.TargetValue(var value)
                ? Optional.of(new Sourced<>(value, stated.origin())).stream()
                : Optional.<Sourced<BigDecimal>>empty().stream())
        .reduce((one, other) -> other);
  }

  /** What the layer tracks in place of all else. */
  private static Optional<TrackDraft> only(
      List<Sourced<Setting>> layer, Optional<Sourced<BigDecimal>> aim) {
    Optional<TrackDraft> only = Optional.empty();
    Optional<Sourced<BigDecimal>> rps = Optional.empty();
    for (var stated : layer) {
      switch (stated.value()) {
        case Setting.TrackOnly(var metric) ->
            only =
                Optional.of(
                    TrackDraft.of(metric, stated.origin(), aim, Optional.empty(), List.of()));
        case Setting.MaxRps(var value) -> rps = Optional.of(new Sourced<>(value, stated.origin()));
        default -> {}
      }
    }
    return rps.isEmpty() ? only : Optional.of(bearing(rps.get(), only, aim));
  }

  private static TrackDraft bearing(
      Sourced<BigDecimal> rps, Optional<TrackDraft> beside, Optional<Sourced<BigDecimal>> aim) {
    var contradictions = new ArrayList<Problem>();
    beside
        .filter(other -> !other.name().equals(Metric.INVOCATIONS.wire()))
        .ifPresent(other ->
            contradictions.add(
                Problems.about(
                    rps.origin(),
                    Code.BAD_VALUE,
                    "It tracks invocations, which contradicts %s. Remove one of them."
                        .formatted(other.origin().describe()))));
    aim.ifPresent(value -> contradictions.add(TrackDraft.bothSetTheTarget(rps, value)));
    return TrackDraft.of(
        Metric.INVOCATIONS, rps.origin(), Optional.empty(), Optional.of(rps), contradictions);
  }

  /** Whether nobody says what to track, and nobody that nothing is to be. */
  boolean silent() {
    return drafts.isEmpty() && !none;
  }

  /** The tracks that layers name. */
  List<TrackDraft> drafts() {
    return List.copyOf(drafts.values());
  }

  /** Tracks that lie under all layers, without what plain keys overrule of them. */
  List<TrackDraft> under(List<TrackDraft> farthest) {
    return farthest.stream()
        .map(draft -> draft.without(plainScaleIn, plainInCooldown, plainOutCooldown))
        .toList();
  }

  /** These tracks, the one of them aimed at the target that was said alone; or what is wrong. */
  Aimed aim(List<TrackDraft> tracks, String prefix) {
    if (target.isEmpty()) {
      return new Aimed(tracks, Optional.empty());
    }
    return tracks.size() == 1
        ? new Aimed(List.of(tracks.getFirst().withTarget(target.get())), Optional.empty())
        : new Aimed(tracks, Optional.of(homeless(target.get().origin(), tracks, prefix)));
  }

  /** Tracks, and a problem with a target for them. */
  record Aimed(List<TrackDraft> tracks, Optional<Problem> problem) {}

  private static Problem homeless(Origin origin, List<TrackDraft> tracks, String prefix) {
    return Problems.about(
        origin,
        Code.BAD_VALUE,
        tracks.isEmpty()
            ? "A target needs exactly one metric that is tracked, and here none is. Set %smetric too, or remove the target."
                .formatted(prefix)
            : "A target needs exactly one metric that is tracked, and here there are %d: %s. Set %smetric too, which then is the only one, or remove the target."
                .formatted(
                    tracks.size(),
                    String.join(", ", tracks.stream().map(TrackDraft::name).toList()),
                    prefix));
  }
}
