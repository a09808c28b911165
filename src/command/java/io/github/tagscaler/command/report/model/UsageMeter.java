package io.github.tagscaler.command.report.model;

import io.github.tagscaler.command.history.BoundsHistory;
import io.github.tagscaler.command.history.CapacityHistory;
import io.github.tagscaler.command.history.CapacityHistory.Phase;
import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.ScalingActivity;
import io.github.tagscaler.command.history.ScalingActivity.Status;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.resource.Bounds;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Measures how a target used its bounds in a span, from what Application Auto Scaling did. */
public final class UsageMeter {
  private static final double SECONDS = 3600;

  private final Span span;
  private final List<ScalingActivity> activities;
  private final List<Phase> phases;

  private UsageMeter(Span span, List<ScalingActivity> activities, List<Phase> phases) {
    this.span = span;
    this.activities = activities;
    this.phases = phases;
  }

  /**
   * A meter of one target.
   *
   * @param activities those of the target
   * @param registered the bounds registered now
   * @param running the capacity that runs now
   */
  public static UsageMeter of(
      Span span, List<ScalingActivity> activities, Bounds registered, int running) {
    return new UsageMeter(
        span,
        activities,
        CapacityHistory.of(span, activities, running)
            .phases(BoundsHistory.of(activities, registered)));
  }

  /**
   * What was measured.
   *
   * @param idle hours at the minimum without a request
   */
  public Usage usage(Measured idle) {
    var failed = failed();
    return new Usage(
        Measured.of(
            hours((capacity, bounds) -> bounds.max() > bounds.min() && capacity >= bounds.max())),
        idle,
        Measured.of(failed.size()),
        failed.stream()
            .max(Comparator.comparing(ScalingActivity::start))
            .flatMap(ScalingActivity::message)
            .orElse(null),
        Measured.of(saved()));
  }

  private double hours(BiPredicate<Integer, Bounds> such) {
    return phases.stream()
        .filter(phase -> such.test(phase.capacity(), phase.bounds()))
        .mapToDouble(UsageMeter::hours)
        .sum();
  }

  private double saved() {
    int peak = phases.stream().mapToInt(Phase::capacity).max().orElse(0);
    return phases.stream().mapToDouble(phase -> (peak - phase.capacity()) * hours(phase)).sum();
  }

  private static double hours(Phase phase) {
    return phase.length().toSeconds() / SECONDS;
  }

  private List<ScalingActivity> failed() {
    return activities.stream()
        .filter(activity -> activity.status() == Status.FAILED)
        .filter(activity ->
            !activity.start().isBefore(span.from()) && activity.start().isBefore(span.to()))
        .toList();
  }

  /**
   * The whole hours at a minimum above zero without a request.
   *
   * @param requests sums over hours; an hour without a value had none
   */
  public double idleHours(MetricSeries requests) {
    var busy =
        requests.points().stream()
            .filter(point -> point.value() > 0)
            .map(point -> point.at().truncatedTo(ChronoUnit.HOURS))
            .collect(Collectors.toSet());
    long idle = 0;
    var hour = Duration.ofHours(1);
    var from = span.from().plus(hour).minusNanos(1).truncatedTo(ChronoUnit.HOURS);
    for (var at = from; !at.plus(hour).isAfter(span.to()); at = at.plus(hour)) {
      if (!busy.contains(at) && isAtMin(new Span(at, at.plus(hour)))) {
        idle++;
      }
    }
    return idle;
  }

  private boolean isAtMin(Span hour) {
    var during =
        phases.stream()
            .filter(phase ->
                phase.span().from().isBefore(hour.to()) && phase.span().to().isAfter(hour.from()))
            .toList();
    return Optional.of(during)
        .filter(known -> !known.isEmpty() && !known.getFirst().span().from().isAfter(hour.from()))
        .map(known ->
            known.stream()
                .allMatch(
                    phase -> phase.bounds().min() > 0 && phase.capacity() <= phase.bounds().min()))
        .orElse(false);
  }
}
