package io.github.tagscaler.command.tags.reverse;

import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.setting.TrackEntry;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScheduledAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says in the terms of tags and policies what is registered for one target. */
public final class Reversal {
  private final RegisteredTarget registered;
  private final ScalableResource resource;
  private final List<TrackEntry> tracks = new ArrayList<>();
  private final List<StepEntry> steps = new ArrayList<>();
  private final List<ActionEntry> actions = new ArrayList<>();
  private final List<Obstacle> obstacles = new ArrayList<>();
  private Optional<Timeline<Bounds>> week = Optional.empty();
  private boolean wakes;

  private final boolean recognizesWaking;

  private Reversal(
      RegisteredTarget registered, ScalableResource resource, boolean recognizesWaking) {
    this.registered = registered;
    this.recognizesWaking = recognizesWaking;
    this.resource = resource;
  }

  /** What is registered for that resource, in these terms. */
  public static Terms of(RegisteredTarget registered, ScalableResource resource, Instant now) {
    return of(new Reversal(registered, resource, true), now);
  }

  /** The same with a step policy that scales up from zero as any other, in its own numbers. */
  public static Terms withoutWaking(
      RegisteredTarget registered, ScalableResource resource, Instant now) {
    return of(new Reversal(registered, resource, false), now);
  }

  private static Terms of(Reversal reversal, Instant now) {
    reversal.policies();
    reversal.scheduledActions(now);
    return new Terms(
        reversal.registered.target().bounds(),
        reversal.week,
        reversal.week.filter(week -> !week.changes().isEmpty()).map(WindowsOfWeek::of),
        reversal.actions,
        reversal.tracks,
        reversal.steps,
        reversal.wakes,
        reversal.obstacles);
  }

  private void policies() {
    var trackNames = new EntryNames(new HashSet<>(Metric.names()));
    var stepNames = new EntryNames(Set.of("wake"));
    var trackEntries = new TrackEntries(resource, trackNames);
    var stepEntries = new StepEntries(resource, stepNames);
    for (var policy : registered.target().policies()) {
      switch (policy.definition()) {
        case ScalingPolicy.TargetTracking tracking ->
            keep(trackEntries.entry(policy, tracking), tracks);
        case ScalingPolicy.StepScaling scaling -> {
          var alarms = registered.alarmsOf(policy.name());
          if (recognizesWaking && !wakes && WakePolicy.is(scaling, alarms, resource)) {
            wakes = true;
          } else {
            keep(stepEntries.entry(policy, scaling, alarms), steps);
          }
        }
        case ScalingPolicy.Other(var type) ->
            obstacles.add(
                new Obstacle(
                    Reason.POLICY_TYPE,
                    "The policy \"%s\" (%s) has a type or a setting that Tagscaler does not write."
                        .formatted(policy.name(), type)));
      }
    }
  }

  private void scheduledActions(Instant now) {
    var toCome =
        registered.target().scheduledActions().stream()
            .filter(action -> !ActionEntries.isPassed(action, now))
            .toList();
    if (toCome.isEmpty()) {
      return;
    }
    var bounds = registered.target().bounds();
    switch (Week.of(toCome, bounds)) {
      case Week.Of(var timeline) -> week = Optional.of(timeline);
      case Week.None(var obstacle) ->
          obstacle.ifPresentOrElse(obstacles::add, () -> actions(toCome, bounds));
    }
  }

  private void actions(List<ScheduledAction> toCome, Bounds bounds) {
    var entries = new ActionEntries(toCome, bounds, new EntryNames(Set.of()));
    toCome.forEach(action -> keep(entries.entry(action), actions));
  }

  private <T> void keep(Reproduced<T> reproduced, List<T> entries) {
    switch (reproduced) {
      case Reproduced.As<T>(var entry) -> entries.add(entry);
      case Reproduced.Nearly<T>(var entry, var difference) -> {
        entries.add(entry);
        obstacles.add(difference);
      }
      case Reproduced.Not<T>(var obstacle) -> obstacles.add(obstacle);
    }
  }
}
