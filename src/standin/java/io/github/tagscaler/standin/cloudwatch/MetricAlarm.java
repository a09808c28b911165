package io.github.tagscaler.standin.cloudwatch;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.Alarm;
import io.github.tagscaler.standin.state.MetricKey;
import io.github.tagscaler.standin.state.Metrics;
import io.github.tagscaler.standin.state.StatisticSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An alarm on a single metric: what it watches, and how. */
record MetricAlarm(
    MetricKey metric,
    Optional<String> unit,
    String statistic,
    Duration period,
    String comparison,
    double threshold,
    MissingData rule) {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** The aggregate of one period that has data. */
  record Datapoint(Instant start, StatisticSet values) {}

  /** The alarm to evaluate; empty if it is of a kind that the stand-in does not evaluate. */
  static Optional<MetricAlarm> of(Alarm alarm) {
    JsonObject definition = alarm.definition();
    boolean single =
        definition.has("MetricName")
            && definition.has("Namespace")
            && definition.has("Statistic")
            && definition.has("Threshold");
    if (!single) {
      return Optional.empty();
    }
    int periods = definition.whole("EvaluationPeriods");
    return Optional.of(
        new MetricAlarm(
            MetricKey.of(definition.text("Namespace"), definition),
            definition.findText("Unit"),
            definition.text("Statistic"),
            Duration.ofSeconds(definition.whole("Period")),
            definition.text("ComparisonOperator"),
            definition.findDecimal("Threshold").map(BigDecimal::doubleValue).orElseThrow(),
            new MissingData(
                periods,
                definition.findWhole("DatapointsToAlarm").orElse(periods),
                definition.findText("TreatMissingData").orElse("missing"))));
  }

  boolean above() {
    return comparison.startsWith("Greater");
  }

  /** The next time after a moment that the alarm is evaluated: every minute, or more often. */
  Instant next(Instant after) {
    Duration every = period.compareTo(MINUTE) < 0 ? period : MINUTE;
    return startOf(after, every).plus(every);
  }

  /** The datapoints of the range that ends with the last whole period, the newest first. */
  List<Optional<Datapoint>> datapoints(Metrics metrics, Instant now) {
    List<Optional<Datapoint>> datapoints = new ArrayList<>();
    Instant end = startOf(now, period);
    for (int i = 0; i < rule.range(); i++) {
      Instant start = end.minus(period);
      datapoints.add(
          metrics.between(metric, start, end, unit).map(values -> new Datapoint(start, values)));
      end = start;
    }
    return datapoints;
  }

  /** Where the range begins at a moment. */
  Instant rangeStart(Instant now) {
    return startOf(now, period).minus(period.multipliedBy(rule.range()));
  }

  String state(List<Optional<Datapoint>> datapoints, String current) {
    return rule.state(
        datapoints.stream().map(point -> point.map(this::breaches)).toList(), current);
  }

  private boolean breaches(Datapoint datapoint) {
    double value = datapoint.values().value(statistic);
    return switch (comparison) {
      case "GreaterThanOrEqualToThreshold" -> value >= threshold;
      case "GreaterThanThreshold" -> value > threshold;
      case "LessThanOrEqualToThreshold" -> value <= threshold;
      default -> value < threshold;
    };
  }

  private static Instant startOf(Instant moment, Duration every) {
    return Instant.ofEpochSecond(
        Math.floorDiv(moment.getEpochSecond(), every.toSeconds()) * every.toSeconds());
  }
}
