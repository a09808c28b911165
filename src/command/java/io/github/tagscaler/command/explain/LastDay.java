package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.history.CapacityHistory;
import io.github.tagscaler.command.history.ScalingActivity;
import io.github.tagscaler.command.history.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened in the last 24 hours.
 *
 * @param tracks the tracked metrics
 * @param activities scaling activities, newest first; of the last six weeks
 * @param capacity the capacity over time, where it is known
 * @param registeredAt when the target was registered
 */
public record LastDay(
    Span span,
    Attempt<List<TrackHistory>> tracks,
    Attempt<List<ScalingActivity>> activities,
    Optional<CapacityHistory> capacity,
    Attempt<Optional<Instant>> registeredAt) {

  /** The tracked metrics, none where they could not be read. */
  List<TrackHistory> knownTracks() {
    return tracks.found().orElse(List.of());
  }

  /** The activities of the last 24 hours, newest first. */
  List<ScalingActivity> recent() {
    return activities.found().orElse(List.of()).stream()
        .filter(activity -> !activity.start().isBefore(span.from()))
        .toList();
  }

  /** The newest activities that are worth showing: of the last day, and the last before it. */
  List<ScalingActivity> shown(int most) {
    var recent = recent();
    var all = activities.found().orElse(List.of());
    return all.stream().limit(Math.max(1, Math.min(most, recent.size()))).toList();
  }
}
