package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.window.Windows;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays settings over each other, the farthest first: what comes later wins. */
final class Layers {
  private final TrackLayers tracks = new TrackLayers();
  private final Map<String, Sourced<StepEntry>> steps = new LinkedHashMap<>();
  private final Map<String, Sourced<ActionEntry>> actions = new LinkedHashMap<>();
  private Sourced<Integer> min;
  private Sourced<Integer> max;
  private Sourced<BigDecimal> safetyFactor = Sourced.builtIn(new BigDecimal("0.5"));
  private Sourced<Duration> scaleInCooldown = Sourced.builtIn(Duration.ofMinutes(5));
  private Sourced<Duration> scaleOutCooldown = Sourced.builtIn(Duration.ofMinutes(1));
  private Sourced<Boolean> scaleIn = Sourced.builtIn(true);
  private Optional<Sourced<Boolean>> wake = Optional.empty();
  private Optional<Sourced<Windows>> schedule = Optional.empty();
  private Adoption adoption = Adoption.NO;

  /** Starts with the built-in bounds. */
  Layers(int builtInMin, int builtInMax) {
    this.min = Sourced.builtIn(builtInMin);
    this.max = Sourced.builtIn(builtInMax);
  }

  /** Lays what the platform says for all: it lies under every policy. */
  void layDefaults(List<Sourced<Setting>> defaults) {
    defaults.forEach(this::layScalar);
  }

  /** Lays the policies of a level: if they track anything, what farther levels track is gone. */
  void layPolicies(List<List<Sourced<Setting>>> policies) {
    if (policies.stream().anyMatch(TrackLayers::tracks)) {
      tracks.silence();
    }
    policies.forEach(this::lay);
  }

  /** Lays what one policy says, or one level's own keys, over what is there. */
  void lay(List<Sourced<Setting>> layer) {
    layer.forEach(this::layScalar);
    tracks.lay(layer);
  }

  private void layScalar(Sourced<Setting> stated) {
    var origin = stated.origin();
    switch (stated.value()) {
      case Setting.Min(var capacity) -> min = new Sourced<>(capacity, origin);
      case Setting.Max(var capacity) -> max = new Sourced<>(capacity, origin);
      case Setting.SafetyFactor(var factor) -> safetyFactor = new Sourced<>(factor, origin);
      case Setting.ScaleInCooldown(var time) -> scaleInCooldown = new Sourced<>(time, origin);
      case Setting.ScaleOutCooldown(var time) -> scaleOutCooldown = new Sourced<>(time, origin);
      case Setting.ScaleIn(var on) -> scaleIn = new Sourced<>(on, origin);
      case Setting.Wake(var on) -> wake = Optional.of(new Sourced<>(on, origin));
      case Setting.Schedule(var windows) -> {
        schedule = windows.map(each -> new Sourced<>(each, origin));
        if (origin instanceof Origin.Tag) {
          actions.clear();
        }
      }
      case Setting.Step(var entry) -> steps.put(entry.name(), new Sourced<>(entry, origin));
      case Setting.DropStep(var name) -> steps.remove(name);
      case Setting.Action(var entry) -> actions.put(entry.name(), new Sourced<>(entry, origin));
      case Setting.DropAction(var name) -> actions.remove(name);
      case Setting.Adopt(var mode) -> adoption = mode;
      // What to track is laid as one.
      case Setting.TrackOnly ignored -> {}
      case Setting.TargetValue ignored -> {}
      case Setting.MaxRps ignored -> {}
      case Setting.Track ignored -> {}
      case Setting.DropTrack ignored -> {}
      case Setting.NoTracks ignored -> {}
      // Brakes are read before all else.
      case Setting.Paused ignored -> {}
      case Setting.DryRun ignored -> {}
    }
  }

  TrackLayers tracks() {
    return tracks;
  }

  List<Sourced<StepEntry>> steps() {
    return List.copyOf(steps.values());
  }

  List<Sourced<ActionEntry>> actions() {
    return List.copyOf(actions.values());
  }

  Sourced<Integer> min() {
    return min;
  }

  Sourced<Integer> max() {
    return max;
  }

  Sourced<BigDecimal> safetyFactor() {
    return safetyFactor;
  }

  Sourced<Duration> scaleInCooldown() {
    return scaleInCooldown;
  }

  Sourced<Duration> scaleOutCooldown() {
    return scaleOutCooldown;
  }

  Sourced<Boolean> scaleIn() {
    return scaleIn;
  }

  Optional<Sourced<Boolean>> wake() {
    return wake;
  }

  Optional<Sourced<Windows>> schedule() {
    return schedule;
  }

  Adoption adoption() {
    return adoption;
  }
}
