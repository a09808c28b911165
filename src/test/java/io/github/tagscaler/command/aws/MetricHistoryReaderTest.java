package io.github.tagscaler.command.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.access.Attempt.Read;
import io.github.tagscaler.command.history.MetricQuery;
import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.MetricSeries.Point;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/** A page of CloudWatch holds 100,800 values; these hold fewer. */
class MetricHistoryReaderTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final MetricQuery CPU = query("CPUUtilization");
  private static final MetricQuery GPU = query("GPUUtilization");

  private final Pages cloudWatch = new Pages();
  private final MetricHistoryReader history = new MetricHistoryReader(cloudWatch);

  /** Answers page by page. */
  private static final class Pages implements CloudWatchClient {
    private final Deque<GetMetricDataResponse> pages = new ArrayDeque<>();
    private final List<String> tokens = new ArrayList<>();

    void add(@Nullable String nextToken, MetricDataResult... results) {
      pages.add(
          GetMetricDataResponse.builder().metricDataResults(results).nextToken(nextToken).build());
    }

    @Override
    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
      tokens.add(String.valueOf(request.nextToken()));
      return pages.remove();
    }

    @Override
    public String serviceName() {
      return CloudWatchClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static MetricQuery query(String metric) {
    return new MetricQuery(
        Customized.of("/aws/sagemaker/Endpoints", metric, Map.of(), "Maximum"), MINUTE);
  }

  private static MetricDataResult values(String id, Point... points) {
    return MetricDataResult.builder()
        .id(id)
        .timestamps(Arrays.stream(points).map(Point::at).toList())
        .values(Arrays.stream(points).map(Point::value).toList())
        .build();
  }

  private static Point point(int minute, double value) {
    return new Point(NOON.plus(Duration.ofMinutes(minute)), value);
  }

  @Test
  void a_metric_with_more_values_than_a_page_holds_is_read_whole() {
    cloudWatch.add("second", values("m0", point(0, 1), point(1, 2)));
    cloudWatch.add("third", values("m0", point(2, 3)), values("m1", point(0, 7)));
    cloudWatch.add(null, values("m1", point(1, 8)));

    assertThat(history.read(List.of(CPU, GPU), Span.before(NOON.plus(MINUTE), Duration.ofHours(1))))
        .isEqualTo(
            new Read<>(
                Map.of(
                    CPU,
                    new MetricSeries(List.of(point(0, 1), point(1, 2), point(2, 3))),
                    GPU,
                    new MetricSeries(List.of(point(0, 7), point(1, 8))))));
    assertThat(cloudWatch.tokens).containsExactly("null", "second", "third");
  }
}
