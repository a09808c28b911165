package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.CLOUDWATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock is stopped at a whole minute. CloudWatch user guide, Alarm evaluation. */
class AlarmsTest {

  private final Caller aws = new Caller(StandIn.start());

  @AfterEach
  void close() {
    aws.close();
  }

  /** Put an alarm; a period of a minute and a threshold of 10 by default. */
  private void alarm(String members) {
    String period = members.contains("'Period'") ? "" : "'Period': 60, ";
    String threshold = members.contains("'Threshold'") ? "" : "'Threshold': 10, ";
    aws.ok(
        CLOUDWATCH,
        "PutMetricAlarm",
        "{'AlarmName': 'a', 'Namespace': 'Shop', 'MetricName': 'Load', "
            + period
            + threshold
            + members
            + "}");
  }

  private static String rule(String statistic, String comparison, int periods) {
    return "'Statistic': '%s', 'ComparisonOperator': '%s', 'EvaluationPeriods': %d"
        .formatted(statistic, comparison, periods);
  }

  /** A rule that one value of 10 breaches. */
  private static final String SIMPLE = rule("Sum", "GreaterThanOrEqualToThreshold", 1);

  private void put(String datum) {
    aws.ok(
        CLOUDWATCH,
        "PutMetricData",
        "{'Namespace': 'Shop', 'MetricData': [{'MetricName': 'Load', " + datum + "}]}");
  }

  private void minute() {
    aws.standIn().advance(Duration.ofMinutes(1));
  }

  private String state() {
    return described().text("StateValue");
  }

  private JsonObject described() {
    return aws.ok(CLOUDWATCH, "DescribeAlarms", "{}").objects("MetricAlarms").getFirst();
  }

  @Test
  void a_new_alarm_has_insufficient_data_until_a_period_with_data_is_over() {
    alarm(SIMPLE);
    assertThat(state()).isEqualTo("INSUFFICIENT_DATA");

    put("'Value': 10");
    aws.standIn().advance(Duration.ofSeconds(59));
    assertThat(state()).isEqualTo("INSUFFICIENT_DATA");

    aws.standIn().advance(Duration.ofSeconds(1));
    assertThat(state()).isEqualTo("ALARM");
  }

  @ParameterizedTest
  @CsvSource({
    "GreaterThanOrEqualToThreshold, 10, ALARM",
    "GreaterThanThreshold, 10, OK",
    "GreaterThanThreshold, 10.1, ALARM",
    "LessThanOrEqualToThreshold, 10, ALARM",
    "LessThanThreshold, 10, OK",
    "LessThanThreshold, 9.9, ALARM"
  })
  void the_comparison_decides_what_breaches(String comparison, String value, String state) {
    alarm(rule("Average", comparison, 1));

    put("'Value': " + value);
    minute();

    assertThat(state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"Sum, ALARM", "Average, OK", "Maximum, OK", "Minimum, OK", "SampleCount, OK"})
  void the_statistic_puts_the_values_of_a_period_together(String statistic, String state) {
    alarm(rule(statistic, "GreaterThanOrEqualToThreshold", 1));

    put("'Value': 4");
    put("'Values': [3, 1], 'Counts': [1, 3]");
    minute();

    assertThat(state()).isEqualTo(state);
  }

  @Test
  void a_statistic_set_is_as_good_as_its_values() {
    alarm(rule("Average", "GreaterThanOrEqualToThreshold", 1));

    put("'StatisticValues': {'SampleCount': 2, 'Sum': 20, 'Minimum': 5, 'Maximum': 15}");
    minute();

    assertThat(state()).isEqualTo("ALARM");
  }

  @Test
  void m_of_n_periods_must_breach() {
    alarm(rule("Sum", "GreaterThanOrEqualToThreshold", 3) + ", 'DatapointsToAlarm': 2");
    for (int value : List.of(1, 1, 12)) {
      put("'Value': " + value);
      minute();
    }
    assertThat(state()).isEqualTo("OK");

    put("'Value': 1");
    minute();
    put("'Value': 12");
    minute();

    assertThat(state()).isEqualTo("ALARM");
  }

  @Test
  void a_longer_period_is_evaluated_when_it_has_ended() {
    alarm(SIMPLE + ", 'Period': 300");
    put("'Value': 5");
    aws.standIn().advance(Duration.ofMinutes(4));
    put("'Value': 5");
    assertThat(state()).isEqualTo("INSUFFICIENT_DATA");

    minute();

    assertThat(state()).isEqualTo("ALARM");
  }

  @Test
  void a_short_period_needs_values_of_high_resolution() {
    alarm(SIMPLE + ", 'Period': 10");

    aws.standIn().advance(Duration.ofSeconds(20));
    put("'Value': 10, 'StorageResolution': 1");
    aws.standIn().advance(Duration.ofSeconds(10));

    assertThat(state()).isEqualTo("ALARM");
  }

  @Test
  void other_dimensions_or_another_unit_are_another_metric() {
    alarm(SIMPLE + ", 'Dimensions': [{'Name': 'Shop', 'Value': 'Berlin'}], 'Unit': 'Count'");

    put("'Value': 10");
    put("'Value': 10, 'Dimensions': [{'Name': 'Shop', 'Value': 'Berlin'}], 'Unit': 'Percent'");
    minute();
    assertThat(state()).isEqualTo("INSUFFICIENT_DATA");

    put("'Value': 10, 'Dimensions': [{'Name': 'Shop', 'Value': 'Berlin'}], 'Unit': 'Count'");
    minute();
    assertThat(state()).isEqualTo("ALARM");
  }

  @Test
  void the_clock_may_jump_over_the_whole_life_of_an_alarm() {
    alarm(SIMPLE);
    put("'Value': 10");

    aws.standIn().advance(Duration.ofDays(7));

    List<JsonObject> history = aws.state().objects("alarms").getFirst().objects("History");
    assertThat(history)
        .extracting(entry -> entry.text("Timestamp") + " " + entry.text("To"))
        .containsExactly("2026-01-05T08:01:00Z ALARM", "2026-01-05T08:04:00Z INSUFFICIENT_DATA");
  }

  @Test
  void an_alarm_that_is_put_again_keeps_its_state_until_it_is_evaluated() {
    alarm(SIMPLE);
    put("'Value': 10");
    minute();

    alarm(SIMPLE + ", 'Threshold': 20");
    assertThat(state()).isEqualTo("ALARM");

    minute();
    assertThat(state()).isEqualTo("OK");
  }

  @Test
  void metric_math_is_kept_and_not_evaluated() {
    aws.ok(
        CLOUDWATCH,
        "PutMetricAlarm",
        "{'AlarmName': 'a', 'Threshold': 1, 'EvaluationPeriods': 1, 'ComparisonOperator':"
            + " 'GreaterThanThreshold', 'TreatMissingData': 'breaching', 'Metrics': [{'Id': 'm',"
            + " 'Expression': 'TIME_SERIES(5)', 'Period': 60}]}");

    aws.standIn().advance(Duration.ofHours(1));

    assertThat(state()).isEqualTo("INSUFFICIENT_DATA");
    assertThat(described().objects("Metrics")).hasSize(1);
  }

  /** CloudWatch API reference, PutMetricAlarm. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'Period': 60 | 'Period': 45 | Period must be",
        "'EvaluationPeriods': 1 | 'EvaluationPeriods': 1441 | at most 86400 seconds",
        "'EvaluationPeriods': 1 | 'EvaluationPeriods': 1, 'DatapointsToAlarm': 2 | at most EvaluationPeriods",
        "'Statistic': 'Sum' | 'Unit': 'Count' | Exactly one of Statistic and ExtendedStatistic",
        "'MetricName': 'Load' | 'Metrics': [] | cannot be combined with Metrics",
        "'MetricName': 'Load' | 'MetricName': 'Load', 'Metrics': [{'Id': 'm'}] | Exactly one of MetricName and Metrics",
        "'Threshold': 10 | 'TreatMissingData': 'missing' | Exactly one of Threshold",
        "'Threshold': 10 | 'Threshold': 10, 'TreatMissingData': 'none' | TreatMissingData must be",
        "'GreaterThanOrEqualToThreshold' | 'GreaterThanUpperThreshold' | does not fit the threshold",
        "'Period': 60 | 'Period': 60, 'AlarmActions': ['a','b','c','d','e','f'] | length less than or equal to 5"
      },
      quoteCharacter = '#')
  void an_alarm_that_cloudwatch_rejects_is_rejected(
      String member, String replacement, String message) {
    String good =
        "{'AlarmName': 'a', 'Namespace': 'Shop', 'MetricName': 'Load', 'Period': 60,"
            + " 'Threshold': 10, "
            + SIMPLE
            + "}";
    aws.ok(CLOUDWATCH, "PutMetricAlarm", good);

    Answer answer = aws.refused(CLOUDWATCH, "PutMetricAlarm", good.replace(member, replacement));

    assertThat(answer.errorType()).isEqualTo("ValidationError");
    assertThat(answer.message()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{'Id': 'M', 'Expression': '1'} | must start with a lower-case letter",
        "{'Id': 'm', 'Expression': '1', 'ReturnData': false} | Exactly one metric query must return data, 0 do",
        "{'Id': 'm', 'Expression': '1'}, {'Id': 'n', 'Expression': '2'} | must return data, 2 do",
        "{'Id': 'm', 'Expression': '1'}, {'Id': 'm', 'Expression': '2'} | is there twice",
        "{'Id': 'm'} | exactly one of Expression and MetricStat"
      })
  void metric_math_that_cloudwatch_rejects_is_rejected(String queries, String message) {
    Answer answer =
        aws.refused(
            CLOUDWATCH,
            "PutMetricAlarm",
            "{'AlarmName': 'a', 'Threshold': 1, 'EvaluationPeriods': 1, 'ComparisonOperator':"
                + " 'GreaterThanThreshold', 'Metrics': ["
                + queries
                + "]}");

    assertThat(answer.message()).contains(message);
  }

  /** CloudWatch API reference, PutMetricData, MetricDatum. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'Namespace': 'AWS/SageMaker', 'MetricData': [{'MetricName': 'm', 'Value': 1}]} | InvalidParameterValue",
        "{'Namespace': 'Shop'} | MissingParameter",
        "{'Namespace': 'Shop', 'MetricData': [{'MetricName': 'm'}]} | InvalidParameterCombination",
        "{'Namespace': 'Shop', 'MetricData': [{'MetricName': 'm', 'Value': 1, 'Values': [1]}]} | InvalidParameterCombination",
        "{'Namespace': 'Shop', 'MetricData': [{'MetricName': 'm', 'Values': [1], 'Counts': [1, 2]}]} | InvalidParameterCombination",
        "{'Namespace': 'Shop', 'MetricData': [{'MetricName': 'm', 'Values': []}]} | InvalidParameterValue",
        "{'Namespace': 'Shop', 'MetricData': [{'MetricName': 'm', 'Value': 1, 'StorageResolution': 10}]} | InvalidParameterValue",
        "{'Namespace': 'Shop', 'MetricData': [{'MetricName': 'm', 'Value': 1, 'Timestamp': 1}]} | InvalidParameterValue",
        "{'Namespace': 'Shop', 'MetricData': [{'MetricName': 'm', 'Value': 1, 'Timestamp': 1767610801}]} | InvalidParameterValue"
      })
  void data_that_cloudwatch_rejects_is_rejected(String request, String errorType) {
    Answer answer = aws.refused(CLOUDWATCH, "PutMetricData", request);

    assertThat(answer.errorType()).isEqualTo(errorType);
  }
}
