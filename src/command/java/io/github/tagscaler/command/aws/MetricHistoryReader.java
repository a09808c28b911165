package io.github.tagscaler.command.aws;

import io.github.tagscaler.aws.AwsErrors;
import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.history.MetricHistory;
import io.github.tagscaler.command.history.MetricQuery;
import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.MetricSeries.Point;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * {@link MetricHistory} on CloudWatch: 500 metrics per call; a calculated one in a call of its own.
 */
final class MetricHistoryReader implements MetricHistory {
  /** Quota of the API reference, GetMetricData. */
  private static final int PER_CALL = 500;

  private final CloudWatchClient client;

  MetricHistoryReader(CloudWatchClient client) {
    this.client = client;
  }

  @Override
  public Attempt<Map<MetricQuery, MetricSeries>> read(Collection<MetricQuery> queries, Span span) {
    return Attempt.of("cloudwatch:GetMetricData", () -> readAll(queries, span));
  }

  private Map<MetricQuery, MetricSeries> readAll(Collection<MetricQuery> queries, Span span) {
    var series = new LinkedHashMap<MetricQuery, MetricSeries>();
    var single = new ArrayList<MetricQuery>();
    for (var query : queries.stream().distinct().toList()) {
      if (query.metric() instanceof Calculated calculated) {
        // The identifiers of its parts are its own, and its expressions use them.
        call(MetricDataQueries.calculated(calculated, query.period()), span)
            .values()
            .forEach(points -> series.put(query, series(points)));
        series.putIfAbsent(query, new MetricSeries(List.of()));
      } else {
        single.add(query);
      }
    }
    for (int from = 0; from < single.size(); from += PER_CALL) {
      var batch = single.subList(from, Math.min(single.size(), from + PER_CALL));
      var points =
          call(
              IntStream.range(0, batch.size())
                  .mapToObj(i -> MetricDataQueries.single("m" + i, batch.get(i)))
                  .toList(),
              span);
      for (int i = 0; i < batch.size(); i++) {
        series.put(batch.get(i), series(points.getOrDefault("m" + i, List.of())));
      }
    }
    return series;
  }

  private static MetricSeries series(List<Point> points) {
    return new MetricSeries(points.stream().sorted(Comparator.comparing(Point::at)).toList());
  }

  private Map<String, List<Point>> call(List<MetricDataQuery> queries, Span span) {
    var request =
        GetMetricDataRequest.builder()
            .metricDataQueries(queries)
            .startTime(span.from())
            .endTime(span.to())
            .scanBy(ScanBy.TIMESTAMP_ASCENDING)
            .build();
    return AwsErrors.call(
        "GetMetricData",
        "the metrics",
        () -> {
          var points = new LinkedHashMap<String, List<Point>>();
          for (var page : client.getMetricDataPaginator(request)) {
            for (var result : page.metricDataResults()) {
              var ofResult = points.computeIfAbsent(result.id(), _ -> new ArrayList<>());
              IntStream.range(0, result.timestamps().size())
                  .mapToObj(i -> new Point(result.timestamps().get(i), result.values().get(i)))
                  .forEach(ofResult::add);
            }
          }
          return points;
        });
  }
}
