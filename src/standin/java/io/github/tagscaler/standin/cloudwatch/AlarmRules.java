package io.github.tagscaler.standin.cloudwatch;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.MetricQueries;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What PutMetricAlarm refuses beyond the model (CloudWatch API reference, PutMetricAlarm). */
final class AlarmRules {

  private static final Set<Integer> HIGH_RESOLUTION_PERIODS = Set.of(10, 20, 30);
  private static final int SECONDS_A_DAY = 86_400;
  private static final Set<String> BAND_OPERATORS =
      Set.of(
          "LessThanLowerOrGreaterThanUpperThreshold",
          "LessThanLowerThreshold",
          "GreaterThanUpperThreshold");
  private static final Set<String> MISSING_DATA =
      Set.of("breaching", "notBreaching", "ignore", "missing");

  private AlarmRules() {}

  static void check(JsonObject alarm) {
    if (alarm.has("EvaluationCriteria")) {
      throw refused("The stand-in does not support EvaluationCriteria.");
    }
    for (String name : List.of("ComparisonOperator", "EvaluationPeriods")) {
      require(alarm.has(name), "The parameter " + name + " is required.");
    }
    require(
        alarm.has("MetricName") != alarm.has("Metrics"),
        "Exactly one of MetricName and Metrics must be specified.");
    // API reference: three operators are for anomaly detection, which names a band, the others are
    // not.
    require(
        BAND_OPERATORS.contains(alarm.text("ComparisonOperator")) == alarm.has("ThresholdMetricId"),
        "The ComparisonOperator does not fit the threshold.");
    require(
        alarm.has("Threshold") != alarm.has("ThresholdMetricId"),
        "Exactly one of Threshold and ThresholdMetricId must be specified.");
    if (alarm.has("MetricName")) {
      checkMetric(alarm);
    } else {
      checkQueries(alarm);
    }
    int periods = alarm.whole("EvaluationPeriods");
    int datapoints = alarm.findWhole("DatapointsToAlarm").orElse(periods);
    require(
        datapoints <= periods,
        "DatapointsToAlarm must be at most EvaluationPeriods (" + periods + ").");
    String missing = alarm.findText("TreatMissingData").orElse("missing");
    require(
        MISSING_DATA.contains(missing), "TreatMissingData must be one of " + MISSING_DATA + ".");
  }

  private static void checkMetric(JsonObject alarm) {
    require(alarm.has("Namespace"), "The parameter Namespace is required with MetricName.");
    require(
        alarm.has("Statistic") != alarm.has("ExtendedStatistic"),
        "Exactly one of Statistic and ExtendedStatistic must be specified.");
    int period = alarm.findWhole("Period").orElse(0);
    require(isPeriod(period), "Period must be 10, 20, 30 or a multiple of 60, was " + period + ".");
    // A day for short periods; up to a week from an hour on.
    int limit = period >= 3600 ? 7 * SECONDS_A_DAY : SECONDS_A_DAY;
    require(
        (long) period * alarm.whole("EvaluationPeriods") <= limit,
        "Period times EvaluationPeriods must be at most " + limit + " seconds.");
  }

  private static void checkQueries(JsonObject alarm) {
    Stream.of("Namespace", "Period", "Statistic", "ExtendedStatistic", "Dimensions", "Unit")
        .filter(alarm::has)
        .findFirst()
        .ifPresent(name -> {
          throw refused("The parameter " + name + " cannot be combined with Metrics.");
        });
    MetricQueries.problem(alarm.objects("Metrics"))
        .ifPresent(problem -> {
          throw refused(problem);
        });
  }

  private static boolean isPeriod(int period) {
    return HIGH_RESOLUTION_PERIODS.contains(period) || (period > 0 && period % 60 == 0);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw refused(message);
    }
  }

  private static AwsFailure refused(String message) {
    return AwsFailure.of("ValidationError", message);
  }
}
