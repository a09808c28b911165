package io.github.tagscaler.command.report.model;

import io.github.tagscaler.command.history.BoundsHistory;
import io.github.tagscaler.command.history.CapacityHistory;
import io.github.tagscaler.command.history.CapacityHistory.Step;
import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.ScalingActivity;
import io.github.tagscaler.command.history.ScalingActivity.Status;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.resource.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures how a target used its bounds in a span, from what Application Auto Scaling did. */
public final class UsageMeter {
  private static final double SECONDS = 3600;

  private final Span span;
  private final List<ScalingActivity> activities;
  private final List<Phase> phases;

  /** A time in which neither capacity nor bounds changed. */
  private record Phase(Span span, int capacity, Bounds bounds) {
    double hours() {
      return span.length().toSeconds() / SECONDS;
    }
  }

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
    var capacity = CapacityHistory.of(span, activities, running).steps();
    var bounds = BoundsHistory.of(activities, registered);
    return new UsageMeter(span, activities, phases(span, capacity, bounds));
  }

  private static List<Phase> phases(Span span, List<Step> capacity, BoundsHistory bounds) {
    var times =
        Stream.concat(
                capacity.stream().map(Step::from),
                bounds.steps().stream().map(BoundsHistory.Step::from))
            .filter(time ->
                !capacity.isEmpty()
                    && !time.isBefore(capacity.getFirst().from())
                    && time.isBefore(span.to()))
            .distinct()
            .sorted()
            .collect(Collectors.toCollection(ArrayList::new));
    times.add(span.to());
    var phases = new ArrayList<Phase>();
    for (int i = 0; i + 1 < times.size(); i++) {
      var from = times.get(i);
      phases.add(
          new Phase(new Span(from, times.get(i + 1)), capacity(capacity, from), bounds.at(from)));
    }
    return phases;
  }

  private static int capacity(List<Step> steps, Instant time) {
    return steps.stream()
        .filter(step -> !step.from().isAfter(time))
        .reduce((_, later) -> later)
        .orElseThrow()
        .capacity();
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
        .mapToDouble(Phase::hours)
        .sum();
  }

  private double saved() {
    int peak = phases.stream().mapToInt(Phase::capacity).max().orElse(0);
    return phases.stream().mapToDouble(phase -> (peak - phase.capacity()) * phase.hours()).sum();
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
