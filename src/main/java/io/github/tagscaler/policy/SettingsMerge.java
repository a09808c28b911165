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

/** Merges settings in order of precedence, the least specific first: the last one applies. */
final class SettingsMerge {
  private final TrackMerge tracks = new TrackMerge();
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
  private Sourced<Boolean> restore = Sourced.builtIn(false);
  private Adoption adoption = Adoption.NO;

  /** Starts with the built-in bounds. */
  SettingsMerge(int builtInMin, int builtInMax) {
    this.min = Sourced.builtIn(builtInMin);
    this.max = Sourced.builtIn(builtInMax);
  }

  /** Merges the platform's defaults, over which every policy takes precedence. */
  void mergeDefaults(List<Sourced<Setting>> defaults) {
    defaults.forEach(this::mergeScalar);
  }

  /**
   * Merges the policies of a level; if they track anything, the tracks merged before are dropped.
   */
  void mergePolicies(List<List<Sourced<Setting>>> policies) {
    if (policies.stream().anyMatch(TrackMerge::tracks)) {
      tracks.clear();
    }
    policies.forEach(this::merge);
  }

  /** Merges the settings of a policy, or the keys of a level. */
  void merge(List<Sourced<Setting>> settings) {
    settings.forEach(this::mergeScalar);
    tracks.merge(settings);
  }

  private void mergeScalar(Sourced<Setting> stated) {
    var origin = stated.origin();
    switch (stated.value()) {
      case Setting.Min(var capacity) -> min = new Sourced<>(capacity, origin);
      case Setting.Max(var capacity) -> max = new Sourced<>(capacity, origin);
      case Setting.SafetyFactor(var factor) -> safetyFactor = new Sourced<>(factor, origin);
      case Setting.ScaleInCooldown(var time) -> scaleInCooldown = new Sourced<>(time, origin);
      case Setting.ScaleOutCooldown(var time) -> scaleOutCooldown = new Sourced<>(time, origin);
      case Setting.ScaleIn(var on) -> scaleIn = new Sourced<>(on, origin);
      case Setting.Wake(var on) -> wake = Optional.of(new Sourced<>(on, origin));
      case Setting.Restore(var on) -> restore = new Sourced<>(on, origin);
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
      // TrackMerge merges these.
      case Setting.TrackOnly ignored -> {}
      case Setting.TargetValue ignored -> {}
      case Setting.MaxRps ignored -> {}
      case Setting.Track ignored -> {}
      case Setting.DropTrack ignored -> {}
      case Setting.NoTracks ignored -> {}
      // PolicyTags reads these.
      case Setting.Paused ignored -> {}
      case Setting.DryRun ignored -> {}
    }
  }

  TrackMerge tracks() {
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

  Sourced<Boolean> restore() {
    return restore;
  }

  Adoption adoption() {
    return adoption;
  }
}
