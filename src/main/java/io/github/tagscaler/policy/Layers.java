package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.Setting.MaxRps;
import io.github.tagscaler.policy.Setting.TargetValue;
import io.github.tagscaler.policy.Setting.Track;
import io.github.tagscaler.policy.Setting.TrackOnly;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lays settings over each other, the farthest first: what comes later wins. {@code metric}, {@code
 * target} and {@code max-rps} count as one: a layer that says what to track silences what lies
 * under it of all three; a {@code target} alone applies to the track that lies under it.
 */
final class Layers {

  /** A track in the making: its own target and cooldown, or none. */
  record Draft(
      Metric metric,
      Origin origin,
      Optional<Sourced<BigDecimal>> target,
      Optional<Sourced<BigDecimal>> maxRps,
      Optional<Sourced<Duration>> scaleOutCooldown) {}

  private final List<Problem> problems = new ArrayList<>();
  private final List<Stated> notYet = new ArrayList<>();
  private Sourced<Integer> min;
  private Sourced<Integer> max;
  private Sourced<Duration> scaleInCooldown = Sourced.builtIn(Duration.ofMinutes(5));
  private Sourced<Duration> scaleOutCooldown = Sourced.builtIn(Duration.ofMinutes(1));
  private Sourced<Boolean> scaleIn = Sourced.builtIn(true);
  private Optional<Draft> track = Optional.empty();
  private Optional<Sourced<BigDecimal>> lateTarget = Optional.empty();

  /** Starts with the built-in bounds. */
  Layers(int builtInMin, int builtInMax) {
    this.min = Sourced.builtIn(builtInMin);
    this.max = Sourced.builtIn(builtInMax);
  }

  /** Lays the settings of one policy, or of one level's own keys, over what is there. */
  void lay(List<Stated> layer) {
    layer.forEach(this::scalar);
    tracking(layer);
  }

  private void scalar(Stated stated) {
    var origin = stated.origin();
    switch (stated.setting()) {
      case Setting.Min(var capacity) -> min = new Sourced<>(capacity, origin);
      case Setting.Max(var capacity) -> max = new Sourced<>(capacity, origin);
      case Setting.ScaleInCooldown(var time) -> scaleInCooldown = new Sourced<>(time, origin);
      case Setting.ScaleOutCooldown(var time) -> {
        scaleOutCooldown = new Sourced<>(time, origin);
        track = track.map(Layers::withoutOwnCooldown);
      }
      case Setting.ScaleIn(var on) -> scaleIn = new Sourced<>(on, origin);
      case Setting.NotYet ignored -> notYet.add(stated);
      // What to track is read as one below; whether to plan only is read before all else.
      case TrackOnly ignored -> {}
      case TargetValue ignored -> {}
      case MaxRps ignored -> {}
      case Track ignored -> {}
      case Setting.DryRun ignored -> {}
      case Setting.SwitchedOff ignored -> {}
    }
  }

  private static Draft withoutOwnCooldown(Draft draft) {
    return new Draft(draft.metric, draft.origin, draft.target, draft.maxRps, Optional.empty());
  }

  private void tracking(List<Stated> layer) {
    @Nullable Draft only = null;
    @Nullable Sourced<BigDecimal> target = null;
    @Nullable Sourced<BigDecimal> rps = null;
    for (var stated : layer) {
      var origin = stated.origin();
      switch (stated.setting()) {
        case TrackOnly(var metric) ->
            only = new Draft(metric, origin, Optional.empty(), Optional.empty(), Optional.empty());
        case Track(var metric, var own, var cooldown) ->
            only =
                new Draft(
                    metric,
                    origin,
                    own.map(value -> new Sourced<>(value, origin)),
                    Optional.empty(),
                    cooldown.map(time -> new Sourced<>(time, origin)));
        case TargetValue(var value) -> target = new Sourced<>(value, origin);
        case MaxRps(var value) -> rps = new Sourced<>(value, origin);
        default -> {}
      }
    }
    if (rps != null) {
      if (only != null && only.metric != Metric.INVOCATIONS) {
        conflict(rps, "It means metric = invocations and contradicts " + only.origin.describe());
      }
      only =
          new Draft(
              Metric.INVOCATIONS,
              rps.origin(),
              Optional.empty(),
              Optional.of(rps),
              Optional.empty());
    }
    if (only != null) {
      track = Optional.of(only);
      lateTarget = Optional.empty();
    }
    if (target != null) {
      lateTarget = Optional.of(target);
    }
  }

  /** Takes that track if nothing else says what to track. */
  void fallBackTo(Track fallback, Origin origin) {
    if (track.isEmpty()) {
      var target = lateTarget;
      tracking(List.of(new Stated(fallback, origin)));
      lateTarget = target;
    }
  }

  /** The one track, with the target that applies to it; {@link #fallBackTo} was called before. */
  Draft track() {
    var draft = track.orElseThrow();
    if (lateTarget.isEmpty()) {
      return draft;
    }
    draft
        .maxRps()
        .ifPresent(rps ->
            conflict(
                rps,
                "It gives a target by itself; remove it or "
                    + lateTarget.get().origin().describe()));
    return new Draft(
        draft.metric, draft.origin, lateTarget, Optional.empty(), draft.scaleOutCooldown);
  }

  private void conflict(Sourced<BigDecimal> rps, String why) {
    problems.add(Complaint.about(rps.origin(), Code.BAD_VALUE, why + "."));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  List<Stated> notYet() {
    return List.copyOf(notYet);
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

  Sourced<Duration> scaleOutCooldown() {
    return scaleOutCooldown;
  }

  Sourced<Boolean> scaleIn() {
    return scaleIn;
  }
}
