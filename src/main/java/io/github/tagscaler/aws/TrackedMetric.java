package io.github.tagscaler.aws;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.MetricSpec.Query.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.CustomizedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingMetricDataQuery;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingMetricDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingMetricStat;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/**
 * Translates the metric of a target tracking policy. The alarms of CloudWatch have a model of their
 * own.
 */
final class TrackedMetric {
  private TrackedMetric() {}

  static Optional<MetricSpec> read(TargetTrackingScalingPolicyConfiguration config) {
    if (config.customizedMetricSpecification() != null) {
      return customized(config.customizedMetricSpecification());
    }
    // A label belongs to a load balancer's metric.
    return Optional.ofNullable(config.predefinedMetricSpecification())
        .filter(predefined ->
            predefined.resourceLabel() == null || predefined.resourceLabel().isEmpty())
        .map(predefined -> new Predefined(predefined.predefinedMetricTypeAsString()));
  }

  private static Optional<MetricSpec> customized(CustomizedMetricSpecification metric) {
    if (metric.metrics().isEmpty()) {
      return single(metric).map(MetricSpec.class::cast);
    }
    if (metric.namespace() != null
        || metric.metricName() != null
        || metric.statistic() != null
        || metric.unit() != null
        || !metric.dimensions().isEmpty()) {
      return Optional.empty();
    }
    return AllOrNothing.all(metric.metrics().stream().map(TrackedMetric::query))
        .map(Calculated::new);
  }

  private static Optional<Customized> single(CustomizedMetricSpecification metric) {
    if (metric.namespace() == null || metric.metricName() == null || metric.statistic() == null) {
      return Optional.empty();
    }
    return AllOrNothing.dimensions(
            metric.dimensions(), MetricDimension::name, MetricDimension::value)
        .map(dimensions ->
            new Customized(
                metric.namespace(),
                metric.metricName(),
                dimensions,
                metric.statisticAsString(),
                Optional.ofNullable(metric.unit())));
  }

  private static Optional<Query> query(TargetTrackingMetricDataQuery query) {
    if ((query.expression() == null) == (query.metricStat() == null)) {
      return Optional.empty();
    }
    var source =
        query.expression() == null
            ? stat(query.metricStat()).<Source>map(Source.Stat::new)
            : Optional.<Source>of(new Source.Expression(query.expression()));
    return source.map(from ->
        new Query(
            query.id(),
            from,
            Optional.ofNullable(query.label()),
            // True by default (API reference, TargetTrackingMetricDataQuery).
            !Boolean.FALSE.equals(query.returnData())));
  }

  private static Optional<Customized> stat(TargetTrackingMetricStat stat) {
    var metric = stat.metric();
    if (metric == null || metric.namespace() == null || metric.metricName() == null) {
      return Optional.empty();
    }
    return AllOrNothing.dimensions(
            metric.dimensions(),
            TargetTrackingMetricDimension::name,
            TargetTrackingMetricDimension::value)
        .map(dimensions ->
            new Customized(
                metric.namespace(),
                metric.metricName(),
                dimensions,
                stat.stat(),
                Optional.ofNullable(stat.unit())));
  }

  static void write(MetricSpec metric, TargetTrackingScalingPolicyConfiguration.Builder config) {
    switch (metric) {
      case Predefined(var type) ->
          config.predefinedMetricSpecification(
              PredefinedMetricSpecification.builder().predefinedMetricType(type).build());
      case Customized custom -> config.customizedMetricSpecification(single(custom));
      case Calculated(var queries) ->
          config.customizedMetricSpecification(
              m -> m.metrics(queries.stream().map(TrackedMetric::query).toList()));
    }
  }

  private static CustomizedMetricSpecification single(Customized metric) {
    return CustomizedMetricSpecification.builder()
        .namespace(metric.namespace())
        .metricName(metric.name())
        .statistic(metric.statistic())
        .unit(metric.unit().orElse(null))
        .dimensions(
            metric.dimensions().entrySet().stream()
                .map(each ->
                    MetricDimension.builder().name(each.getKey()).value(each.getValue()).build())
                .toList())
        .build();
  }

  private static TargetTrackingMetricDataQuery query(Query query) {
    var sent =
        TargetTrackingMetricDataQuery.builder()
            .id(query.id())
            .label(query.label().orElse(null))
            .returnData(query.returned());
    return switch (query.source()) {
      case Source.Expression(var text) -> sent.expression(text).build();
      case Source.Stat(var metric) -> sent.metricStat(stat(metric)).build();
    };
  }

  private static TargetTrackingMetricStat stat(Customized metric) {
    return TargetTrackingMetricStat.builder()
        .metric(m ->
            m.namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(dimensions(metric.dimensions())))
        .stat(metric.statistic())
        .unit(metric.unit().orElse(null))
        .build();
  }

  private static List<TargetTrackingMetricDimension> dimensions(Map<String, String> dimensions) {
    return dimensions.entrySet().stream()
        .map(each ->
            TargetTrackingMetricDimension.builder()
                .name(each.getKey())
                .value(each.getValue())
                .build())
        .toList();
  }
}
