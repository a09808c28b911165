package io.github.tagscaler.command.tags.search;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import java.util.Map;
import java.util.Optional;

/** Writes a metric as {@code custom}, by AWS's own names. */
final class CustomMetric {
  private CustomMetric() {}

  static Yaml of(MetricSpec spec) {
    return switch (spec) {
      case Customized metric ->
          unit(metric(metric).put("Statistic", Yaml.text(metric.statistic())), metric.unit())
              .build();
      case MetricSpec.Calculated(var queries) ->
          new Yaml.Mapping()
              .put("Metrics", new Yaml.Items(queries.stream().map(CustomMetric::query).toList()))
              .build();
      case MetricSpec.Predefined(var type) ->
          throw new IllegalArgumentException("not a custom metric: " + type);
    };
  }

  private static Yaml.Mapping metric(Customized metric) {
    var mapping =
        new Yaml.Mapping()
            .put("Namespace", Yaml.text(metric.namespace()))
            .put("MetricName", Yaml.text(metric.name()));
    return metric.dimensions().isEmpty()
        ? mapping
        : mapping.put(
            "Dimensions",
            new Yaml.Items(
                metric.dimensions().entrySet().stream().map(CustomMetric::dimension).toList()));
  }

  private static Yaml dimension(Map.Entry<String, String> dimension) {
    return new Yaml.Mapping()
        .put("Name", Yaml.text(dimension.getKey()))
        .put("Value", Yaml.text(dimension.getValue()))
        .build();
  }

  private static Yaml.Mapping unit(Yaml.Mapping mapping, Optional<String> unit) {
    unit.ifPresent(name -> mapping.put("Unit", Yaml.text(name)));
    return mapping;
  }

  private static Yaml query(Query query) {
    var mapping = new Yaml.Mapping().put("Id", Yaml.text(query.id()));
    switch (query.source()) {
      case Query.Source.Expression(var text) -> mapping.put("Expression", Yaml.text(text));
      case Query.Source.Stat(var metric) ->
          mapping.put(
              "MetricStat",
              unit(
                      new Yaml.Mapping()
                          .put("Metric", metric(metric).build())
                          .put("Stat", Yaml.text(metric.statistic())),
                      metric.unit())
                  .build());
    }
    query.label().ifPresent(label -> mapping.put("Label", Yaml.text(label)));
    if (!query.returned()) {
      mapping.put("ReturnData", "false");
    }
    return mapping.build();
  }
}
