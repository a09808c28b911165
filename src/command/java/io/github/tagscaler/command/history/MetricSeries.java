package io.github.tagscaler.command.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** The values of a metric, oldest first; periods without data are left out. */
public record MetricSeries(List<Point> points) {

  /** The value of the period that begins then. */
  public record Point(Instant at, double value) {}

  public MetricSeries {
    points = List.copyOf(points);
  }

  /** The mean of the values there are. */
  public OptionalDouble average() {
    return points.stream().mapToDouble(Point::value).average();
  }

  /** The highest value. */
  public OptionalDouble peak() {
    return points.stream().mapToDouble(Point::value).max();
  }

  /** Each value changed. */
  public MetricSeries map(DoubleUnaryOperator change) {
    return new MetricSeries(
        points.stream()
            .map(point -> new Point(point.at(), change.applyAsDouble(point.value())))
            .toList());
  }

  /** Sums over periods as sums over a minute. */
  public MetricSeries perMinute(Duration period) {
    double minutes = period.toSeconds() / 60.0;
    return map(value -> value / minutes);
  }
}
