package io.github.tagscaler.command.aws;

import io.github.tagscaler.command.history.MetricQuery;
import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Query.Source;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/** Translates metrics into CloudWatch's queries. */
final class MetricDataQueries {
  private MetricDataQueries() {}

  static MetricDataQuery single(String id, MetricQuery query) {
    if (!(query.metric() instanceof Customized metric)) {
      throw new IllegalArgumentException("not a single metric: " + query.metric());
    }
    return MetricDataQuery.builder().id(id).metricStat(stat(metric, query.period())).build();
  }

  static List<MetricDataQuery> calculated(Calculated metric, Duration period) {
    return metric.queries().stream()
        .map(query -> {
          var sent =
              MetricDataQuery.builder()
                  .id(query.id())
                  .label(query.label().orElse(null))
                  .returnData(query.returned());
          return switch (query.source()) {
            case Source.Expression(var text) -> sent.expression(text).build();
            case Source.Stat(var part) -> sent.metricStat(stat(part, period)).build();
          };
        })
        .toList();
  }

  private static MetricStat stat(Customized metric, Duration period) {
    return MetricStat.builder()
        .metric(m ->
            m.namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(
                    metric.dimensions().entrySet().stream()
                        .map(each ->
                            Dimension.builder().name(each.getKey()).value(each.getValue()).build())
                        .toList()))
        .period(Math.toIntExact(period.toSeconds()))
        .stat(metric.statistic())
        .unit(metric.unit().orElse(null))
        .build();
  }
}
