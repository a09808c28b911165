package io.github.tagscaler.command.simulate.model;

import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy in the terms of the model.
 *
 * @param title as the command line writes it
 * @param desired the policy as the function reads it
 * @param ignored names of tracks and steps whose metrics requests do not determine
 */
public record SimulatedPolicy(
    String title,
    Kind kind,
    DesiredPolicy desired,
    List<TrackRule> tracks,
    List<StepRule> steps,
    List<String> ignored) {
  public SimulatedPolicy {
    tracks = List.copyOf(tracks);
    steps = List.copyOf(steps);
    ignored = List.copyOf(ignored);
  }

  /** The model of a desired policy. */
  public static SimulatedPolicy of(String title, Kind kind, DesiredPolicy desired) {
    var tracks = new ArrayList<TrackRule>();
    var steps = new ArrayList<StepRule>();
    var ignored = new ArrayList<String>();
    for (var track : desired.tracks()) {
      Signal.of(track.metric())
          .ifPresentOrElse(
              signal -> tracks.add(rule(track, signal)), () -> ignored.add(track.name()));
    }
    for (var step : desired.steps()) {
      Signal.of(step.metric())
          .ifPresentOrElse(
              signal -> steps.add(new StepRule(step.name(), signal, statistic(step), step.entry())),
              () -> ignored.add(step.name()));
    }
    return new SimulatedPolicy(title, kind, desired, tracks, steps, ignored);
  }

  private static TrackRule rule(DesiredPolicy.Track track, Signal signal) {
    return new TrackRule(
        track.name(),
        signal,
        ownUnit(track, signal),
        signal.highResolution(track.metric()),
        track.scaleInCooldown().value(),
        track.scaleOutCooldown().value(),
        track.scaleIn().value());
  }

  private static String statistic(DesiredPolicy.Step step) {
    return step.metric() instanceof MetricSpec.Customized read ? read.statistic() : "Average";
  }

  /** A metric that was stated as AWS defines it has its target in AWS's unit: a ratio. */
  private static double ownUnit(DesiredPolicy.Track track, Signal signal) {
    var target = track.target().value();
    boolean ratio = signal == Signal.UTILIZATION && target.compareTo(track.sent()) == 0;
    return target.doubleValue() * (ratio ? 100 : 1);
  }

  /** Whether requests wait in a queue. */
  public boolean queues() {
    return kind == Kind.ASYNC;
  }

  /** Whether anything is left that follows the requests. */
  public boolean followsRequests() {
    return !tracks.isEmpty() || !steps.isEmpty();
  }
}
