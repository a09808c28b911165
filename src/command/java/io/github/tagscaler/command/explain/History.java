package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.aws.Connection;
import io.github.tagscaler.command.fleet.PlannedTarget;
import io.github.tagscaler.command.history.CapacityHistory;
import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.ScalingActivity;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what happened to a target. */
final class History {
  private static final Duration DAY = Duration.ofHours(24);

  /** Far enough back to know the capacity at the beginning of the last day, nearly always. */
  private static final Duration WEEK = Duration.ofDays(7);

  private final Connection connection;

  History(Connection connection) {
    this.connection = connection;
  }

  LastDay of(
      ResourceId id, Optional<ScalableDimension> dimension, PlannedTarget planned, Instant now) {
    var span = Span.before(now, DAY);
    var key = dimension.map(known -> new TargetKey(id, known));
    Attempt<Optional<Instant>> registeredAt =
        key.map(known -> connection.activities().registeredAt(known))
            .orElseGet(() -> new Attempt.Read<>(Optional.empty()));
    Attempt<List<ScalingActivity>> activities =
        key.map(known -> connection.activities().of(known, now.minus(WEEK)))
            .orElseGet(() -> new Attempt.Read<>(List.of()));
    return new LastDay(
        span,
        tracks(TrackedMetric.of(id, planned), span),
        activities,
        capacity(activities, planned, since(span, registeredAt)),
        registeredAt);
  }

  private Attempt<List<TrackHistory>> tracks(List<TrackedMetric> metrics, Span span) {
    if (metrics.isEmpty()) {
      return new Attempt.Read<>(List.of());
    }
    return connection
        .metrics()
        .read(metrics.stream().map(TrackedMetric::query).toList(), span)
        .map(read ->
            metrics.stream()
                .map(metric ->
                    new TrackHistory(
                        metric,
                        metric.inOwnersUnit(
                            read.getOrDefault(metric.query(), new MetricSeries(List.of())))))
                .toList());
  }

  /** The part of the span in which the target was registered. */
  private static Span since(Span span, Attempt<Optional<Instant>> registeredAt) {
    return registeredAt
        .found()
        .flatMap(at -> at)
        .filter(at -> at.isAfter(span.from()) && at.isBefore(span.to()))
        .map(at -> new Span(at, span.to()))
        .orElse(span);
  }

  private static Optional<CapacityHistory> capacity(
      Attempt<List<ScalingActivity>> activities, PlannedTarget planned, Span span) {
    var running = planned.running();
    return running.isEmpty() || planned.observed().isEmpty()
        ? Optional.empty()
        : activities.found().map(known -> CapacityHistory.of(span, known, running.getAsInt()));
  }
}
