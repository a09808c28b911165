package io.github.tagscaler.command.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.access.Attempt.Denied;
import io.github.tagscaler.command.access.Attempt.Read;
import io.github.tagscaler.command.aws.Connection;
import io.github.tagscaler.command.history.ScalingActivity.Status;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.TargetKey;
import io.github.tagscaler.standin.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stand-in's clock stands at 2026-01-05T08:00:00Z. */
class HistoryTest {
  private static final EndpointVariant BLUE = new EndpointVariant("chat", "blue");
  private static final TargetKey TARGET = new TargetKey(BLUE, ScalableDimension.INSTANCE_COUNT);
  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final StandIn aws = StandIn.start();
  private final Connection connection =
      Connection.open(
          Map.of(
              "AWS_ENDPOINT_URL", aws.endpoint().toString(),
              "AWS_REGION", "us-east-1",
              "AWS_ACCESS_KEY_ID", "test",
              "AWS_SECRET_ACCESS_KEY", "test"),
          null,
          null,
          null);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void the_values_of_a_metric_come_oldest_first_and_a_metric_without_data_is_empty() {
    seedConcurrency("PT1M", "1", "5", "3");

    assertThat(read(List.of(concurrency(MINUTE), query("Nothing", MINUTE)), Duration.ofHours(1)))
        .isEqualTo(
            new Read<>(
                Map.of(
                    concurrency(MINUTE),
                    new MetricSeries(
                        List.of(
                            new MetricSeries.Point(NOW.minus(MINUTE.multipliedBy(3)), 1),
                            new MetricSeries.Point(NOW.minus(MINUTE.multipliedBy(2)), 5),
                            new MetricSeries.Point(NOW.minus(MINUTE), 3))),
                    query("Nothing", MINUTE),
                    new MetricSeries(List.of()))));
  }

  @Test
  void a_longer_period_adds_up_what_is_in_it() {
    seedConcurrency("PT1M", "1", "5", "3");

    assertThat(read(List.of(concurrency(Duration.ofMinutes(5))), Duration.ofHours(1)))
        .isEqualTo(
            new Read<>(
                Map.of(
                    concurrency(Duration.ofMinutes(5)),
                    new MetricSeries(
                        List.of(new MetricSeries.Point(NOW.minus(Duration.ofMinutes(5)), 5))))));
  }

  @Test
  void more_than_500_metrics_take_several_calls() {
    var queries = IntStream.range(0, 1001).mapToObj(i -> query("M" + i, MINUTE)).toList();

    assertThat(read(queries, MINUTE).found().orElseThrow()).hasSize(1001);
    assertThat(aws.calls()).extracting("operation").containsOnly("GetMetricData").hasSize(3);
  }

  @Test
  void a_missing_right_is_named() {
    aws.seed(
        """
        {"denied": ["cloudwatch:GetMetricData", "application-autoscaling:DescribeScalingActivities"]}
        """);

    assertThat(read(List.of(concurrency(MINUTE)), MINUTE))
        .isEqualTo(new Denied<>("cloudwatch:GetMetricData"));
    assertThat(connection.activities().all(NOW))
        .isEqualTo(new Denied<>("application-autoscaling:DescribeScalingActivities"));
  }

  @Test
  void activities_come_newest_first_with_why_nothing_was_scaled() {
    aws.seed(
        """
        {"endpoints": [{"name": "chat", "variants": [{"name": "blue"}]}],
         "activities": [
          {"resourceId": "endpoint/chat/variant/blue", "ago": "PT3H", "lasted": "PT5M",
           "description": "Setting desired instance count to 3.", "cause": "monitor alarm A in state ALARM triggered policy P"},
          {"resourceId": "endpoint/chat/variant/blue", "ago": "PT1H",
           "description": "Attempting to scale due to alarm triggered", "cause": "monitor alarm A in state ALARM triggered policy P",
           "notScaled": [{"Code": "AlreadyAtMaxCapacity", "MaxCapacity": 3}]},
          {"resourceId": "endpoint/chat/variant/blue", "ago": "PT30H",
           "description": "Setting desired instance count to 2.", "cause": "minimum capacity was set to 2"},
          {"resourceId": "inference-component/llama", "ago": "PT2H",
           "description": "Setting desired copy count to 1.", "cause": "maximum capacity was set to 1",
           "failure": "Failed to set desired copy count to 1."}]}
        """);

    var atMax =
        new ScalingActivity(
            "endpoint/chat/variant/blue",
            "sagemaker:variant:DesiredInstanceCount",
            NOW.minus(Duration.ofHours(1)),
            Optional.of(NOW.minus(Duration.ofHours(1))),
            Status.UNFULFILLED,
            "Attempting to scale due to alarm triggered",
            "monitor alarm A in state ALARM triggered policy P",
            Optional.empty(),
            List.of(
                new NotScaledReason(
                    "AlreadyAtMaxCapacity",
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    OptionalInt.of(3))));
    var out =
        new ScalingActivity(
            "endpoint/chat/variant/blue",
            "sagemaker:variant:DesiredInstanceCount",
            NOW.minus(Duration.ofHours(3)),
            Optional.of(NOW.minus(Duration.ofMinutes(175))),
            Status.SUCCESSFUL,
            "Setting desired instance count to 3.",
            "monitor alarm A in state ALARM triggered policy P",
            Optional.empty(),
            List.of());
    assertThat(connection.activities().of(TARGET, NOW.minus(Duration.ofDays(1))))
        .isEqualTo(new Read<>(List.of(atMax, out)));
    assertThat(connection.activities().all(NOW.minus(Duration.ofDays(2))).found().orElseThrow())
        .extracting(ScalingActivity::resourceId)
        .containsExactly(
            "endpoint/chat/variant/blue",
            "inference-component/llama",
            "endpoint/chat/variant/blue",
            "endpoint/chat/variant/blue");
    assertThat(atMax.notScaled().getFirst().words()).isEqualTo("already at max (3)");
  }

  @Test
  void reading_activities_ends_with_the_first_page_that_is_too_old() {
    var activities =
        IntStream.range(0, 160)
            .mapToObj(
                """
                {"resourceId": "inference-component/llama", "ago": "PT%dH",
                 "description": "Setting desired copy count to 1.", "cause": "c"}
                """
                    ::formatted)
            .collect(Collectors.joining(","));
    aws.seed("{\"activities\": [" + activities + "]}");

    assertThat(connection.activities().all(NOW.minus(Duration.ofHours(10))).found().orElseThrow())
        .hasSize(11);
    assertThat(aws.calls()).hasSize(2);
  }

  @Test
  void a_predefined_metric_has_a_name_at_cloudwatch() {
    assertThat(
            PredefinedMetrics.read(new Predefined("SageMakerVariantInvocationsPerInstance"), BLUE))
        .contains(
            Customized.of(
                "AWS/SageMaker",
                "InvocationsPerInstance",
                Map.of("EndpointName", "chat", "VariantName", "blue"),
                "Sum"));
    assertThat(PredefinedMetrics.read(new Predefined("Another"), BLUE)).isEmpty();
  }

  private Attempt<Map<MetricQuery, MetricSeries>> read(List<MetricQuery> queries, Duration before) {
    return connection.metrics().read(queries, Span.before(NOW, before));
  }

  private static MetricQuery concurrency(Duration period) {
    return query("ConcurrentRequestsPerModel", period);
  }

  private static MetricQuery query(String metric, Duration period) {
    MetricSpec spec =
        Customized.of(
            "AWS/SageMaker",
            metric,
            Map.of("EndpointName", "chat", "VariantName", "blue"),
            "Maximum");
    return new MetricQuery(spec, period);
  }

  private void seedConcurrency(String period, String... values) {
    seed("ConcurrentRequestsPerModel", period, values);
  }

  private void seed(String metric, String period, String... values) {
    aws.seed(
        """
        {"metrics": [{"namespace": "AWS/SageMaker", "metric": "%s",
          "dimensions": {"EndpointName": "chat", "VariantName": "blue"},
          "period": "%s", "values": [%s]}]}
        """
            .formatted(metric, period, String.join(", ", values)));
  }
}
