package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.Caller.CLOUDWATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be read of the past. The clock stands at 2026-01-05T08:00:00Z. */
class MetricHistoryTest {

  private static final String DAY = "'StartTime': 1767513600, 'EndTime': 1767600000";

  private static final long NOW = 1767600000;

  private final Caller aws = new Caller(StandIn.start());

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void seeded_values_are_read_by_period_and_statistic_newest_first() {
    seed("'period': 'PT1M', 'values': [1, 2, 3, 4, 5, 6]");

    JsonObject result = result(query("m", 120, "Sum"), "");

    assertThat(result.decimals("Timestamps").stream().map(time -> NOW - time.longValue()))
        .containsExactly(120L, 240L, 360L);
    assertThat(result.decimals("Values").stream().map(Number::intValue)).containsExactly(11, 7, 3);
    assertThat(result.text("StatusCode")).isEqualTo("Complete");
  }

  @Test
  void a_page_has_no_more_values_than_asked_for() {
    seed("'values': [1, 2, 3]");

    JsonObject first = get(query("m", 60, "Maximum"), ", 'MaxDatapoints': 2");
    JsonObject second =
        get(
            query("m", 60, "Maximum"),
            ", 'MaxDatapoints': 2, 'NextToken': '" + first.text("NextToken") + "'");

    assertThat(first.objects("MetricDataResults").getFirst().text("StatusCode"))
        .isEqualTo("PartialData");
    assertThat(second.objects("MetricDataResults").getFirst().decimals("Values")).hasSize(1);
    assertThat(second.has("NextToken")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "7, Sum, for parameter Period",
        "10, Sum, for parameter Period",
        "60, p99, has no statistic",
      })
  void a_query_that_cloudwatch_or_the_stand_in_cannot_answer_is_refused(
      int period, String statistic, String message) {
    assertThat(
            aws.refused(CLOUDWATCH, "GetMetricData", request(query("m", period, statistic), ""))
                .message())
        .contains(message);
  }

  @Test
  void more_than_500_queries_are_refused() {
    String queries =
        IntStream.range(0, 501)
            .mapToObj(i -> query("m" + i, 60, "Sum"))
            .collect(Collectors.joining(", "));

    assertThat(aws.refused(CLOUDWATCH, "GetMetricData", request(queries, "")).message())
        .contains("1 to 500 members, has 501");
  }

  @Test
  void a_step_policy_at_max_is_an_activity_that_did_not_scale() {
    aws.standIn()
        .seed(
            Caller.json(
                """
                {'endpoints': [{'name': 'e'}],
                 'targets': [{'resourceId': 'endpoint/e/variant/AllTraffic', 'min': 1, 'max': 1,
                  'policies': [{'PolicyName': 'up', 'PolicyType': 'StepScaling',
                   'StepScalingPolicyConfiguration': {'AdjustmentType': 'ChangeInCapacity',
                     'StepAdjustments': [{'MetricIntervalLowerBound': 0, 'ScalingAdjustment': 1}]},
                   'alarm': {'AlarmName': 'busy', 'Namespace': 'Shop', 'MetricName': 'Load',
                     'Statistic': 'Sum', 'Period': 60, 'EvaluationPeriods': 1, 'Threshold': 1,
                     'ComparisonOperator': 'GreaterThanOrEqualToThreshold'}}]}]}
                """));
    for (int minute = 0; minute < 3; minute++) {
      aws.ok(
          CLOUDWATCH,
          "PutMetricData",
          "{'Namespace': 'Shop', 'MetricData': [{'MetricName': 'Load', 'Value': 5}]}");
      aws.standIn().advance(Duration.ofMinutes(1));
    }

    var seen =
        aws.ok(
                AUTO_SCALING,
                "DescribeScalingActivities",
                "{'ServiceNamespace': 'sagemaker', 'IncludeNotScaledActivities': true}")
            .objects("ScalingActivities");
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().objects("NotScaledReasons").getFirst())
        .isEqualTo(JsonObject.of("Code", "AlreadyAtMaxCapacity").with("MaxCapacity", 1));
    assertThat(
            aws.ok(AUTO_SCALING, "DescribeScalingActivities", "{'ServiceNamespace': 'sagemaker'}")
                .objects("ScalingActivities"))
        .isEmpty();
  }

  private void seed(String values) {
    aws.standIn()
        .seed(Caller.json("{'metrics': [{'namespace': 'AWS/X', 'metric': 'M', " + values + "}]}"));
  }

  private static String query(String id, int period, String statistic) {
    return "{'Id': '%s', 'MetricStat': {'Metric': {'Namespace': 'AWS/X', 'MetricName': 'M'}, 'Period': %d, 'Stat': '%s'}}"
        .formatted(id, period, statistic);
  }

  private static String request(String queries, String more) {
    return "{'MetricDataQueries': [" + queries + "], " + DAY + more + "}";
  }

  private JsonObject get(String queries, String more) {
    return aws.ok(CLOUDWATCH, "GetMetricData", request(queries, more));
  }

  private JsonObject result(String query, String more) {
    return get(query, more).objects("MetricDataResults").getFirst();
  }
}
