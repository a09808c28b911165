package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Setting.Track;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.Stated;
import io.github.tagscaler.policy.setting.TrackEntry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays settings over each other, the farthest first: what comes later wins. */
final class Layers {
  private final TrackLayers tracks = new TrackLayers();
  private final Map<PolicyKey, Stated> later = new EnumMap<>(PolicyKey.class);
  private Sourced<Integer> min;
  private Sourced<Integer> max;
  private Sourced<Duration> scaleInCooldown = Sourced.builtIn(Duration.ofMinutes(5));
  private Optional<Sourced<Duration>> scaleOutCooldown = Optional.empty();
  private Sourced<Boolean> scaleIn = Sourced.builtIn(true);

  /** Starts with the built-in bounds. */
  Layers(int builtInMin, int builtInMax) {
    this.min = Sourced.builtIn(builtInMin);
    this.max = Sourced.builtIn(builtInMax);
  }

  /** Lays the settings of one policy, or of one level's own keys, over what is there. */
  void lay(List<Stated> layer) {
    layer.forEach(this::layScalar);
    tracks.lay(layer);
  }

  private void layScalar(Stated stated) {
    var origin = stated.origin();
    switch (stated.setting()) {
      case Setting.Min(var capacity) -> min = new Sourced<>(capacity, origin);
      case Setting.Max(var capacity) -> max = new Sourced<>(capacity, origin);
      case Setting.ScaleInCooldown(var time) -> scaleInCooldown = new Sourced<>(time, origin);
      case Setting.ScaleOutCooldown(var time) -> {
        scaleOutCooldown = Optional.of(new Sourced<>(time, origin));
        tracks.dropOwnCooldown();
      }
      case Setting.ScaleIn(var on) -> scaleIn = new Sourced<>(on, origin);
      case Setting.Schedule ignored -> later.put(PolicyKey.SCHEDULE, stated);
      case Setting.Wake ignored -> later.put(PolicyKey.WAKE, stated);
      case Setting.Paused ignored -> later.put(PolicyKey.PAUSED, stated);
      case Setting.Adopt ignored -> later.put(PolicyKey.ADOPT, stated);
      // What to track is laid as one; whether to plan only is read before all else.
      case Setting.TrackOnly ignored -> {}
      case Setting.TargetValue ignored -> {}
      case Setting.MaxRps ignored -> {}
      case Track ignored -> {}
      case Setting.DryRun ignored -> {}
      default -> {}
    }
  }

  /**
   * The track; that one where no layer names any. Its own cooldown then lies under what tags say.
   */
  TrackLayers.Draft track(Track fallback) {
    return tracks.resolve(
        scaleOutCooldown.isEmpty()
            ? fallback
            : new Track(TrackEntry.of(((Measure.Alias) fallback.entry().measure()).metric())));
  }

  Sourced<Duration> scaleOutCooldown() {
    return scaleOutCooldown.orElse(Sourced.builtIn(Duration.ofMinutes(1)));
  }

  /** What was last said about keys that only later versions understand. */
  List<Stated> later() {
    return List.copyOf(later.values());
  }

  Sourced<Integer> min() {
    return min;
  }

  Sourced<Integer> max() {
    return max;
  }

  Sourced<Duration> scaleInCooldown() {
    return scaleInCooldown;
  }

  Sourced<Boolean> scaleIn() {
    return scaleIn;
  }
}
