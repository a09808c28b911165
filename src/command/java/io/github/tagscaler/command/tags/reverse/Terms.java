package io.github.tagscaler.command.tags.reverse;

import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.setting.TrackEntry;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Bounds;
import java.util.List;
import java.util.Optional;

/**
 * What is registered, in the terms of tags and policies.
 *
 * @param bounds the registered bounds
 * @param week the bounds by the time of the week, if scheduled actions set them
 * @param schedule the same as a window expression; empty if nothing ever changes
 * @param actions scheduled actions that are no weekly schedule
 * @param tracks target tracking
 * @param steps step scaling, without waking
 * @param wakes whether a step policy scales up from zero
 * @param obstacles what cannot be said
 */
public record Terms(
    Bounds bounds,
    Optional<Timeline<Bounds>> week,
    Optional<Windows> schedule,
    List<ActionEntry> actions,
    List<TrackEntry> tracks,
    List<StepEntry> steps,
    boolean wakes,
    List<Obstacle> obstacles) {
  public Terms {
    actions = List.copyOf(actions);
    tracks = List.copyOf(tracks);
    steps = List.copyOf(steps);
    obstacles = List.copyOf(obstacles);
  }
}
