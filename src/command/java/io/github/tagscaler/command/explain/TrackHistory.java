package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.MetricSeries.Point;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a tracked metric was.
 *
 * @param series in the owner's unit
 */
public record TrackHistory(TrackedMetric metric, MetricSeries series) {

  /** Whether CloudWatch has any value. */
  boolean hasData() {
    return !series.points().isEmpty();
  }

  /** The highest value, with its time. */
  Optional<Point> peak() {
    return series.points().stream().max(Comparator.comparingDouble(Point::value));
  }

  /** Whether the metric rose above its target. */
  boolean wentAboveTarget() {
    return peak().filter(point -> point.value() > metric.target().doubleValue()).isPresent();
  }

  /** The peak as a share of the target; zero without data. */
  double peakShare() {
    double target = metric.target().doubleValue();
    return target == 0 ? 0 : peak().map(Point::value).orElse(0.0) / target;
  }
}
