package io.github.tagscaler.command.tags.reverse;

import io.github.tagscaler.policy.AlarmMetrics;
import io.github.tagscaler.policy.MetricTable;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.Placeholders;
import io.github.tagscaler.policy.setting.Statistic;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.CanonicalForm;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The metrics of one resource, found by what AWS calls them. */
final class MetricsOfResource {
  private final ScalableResource resource;

  MetricsOfResource(ScalableResource resource) {
    this.resource = resource;
  }

  /**
   * A metric by its word.
   *
   * @param factor from the owner's unit to the unit of AWS
   */
  record Alias(Metric metric, BigDecimal factor) {}

  /** The word for a metric that target tracking follows. */
  Optional<Alias> tracked(MetricSpec spec) {
    return Stream.of(Metric.values())
        .flatMap(metric -> alias(metric, MetricTable.find(metric, resource), spec).stream())
        .findFirst();
  }

  /** The word for a metric that an alarm watches by that statistic. */
  Optional<Alias> watched(MetricSpec spec, Statistic statistic) {
    return Stream.of(Metric.values())
        .flatMap(metric ->
            alias(metric, AlarmMetrics.find(metric, resource, Optional.of(statistic)), spec)
                .stream())
        .findFirst();
  }

  /** Whether the statistic is the one that an alarm on this metric usually has. */
  boolean isUsual(Alias alias, Statistic statistic) {
    return AlarmMetrics.find(alias.metric(), resource, Optional.empty())
        .equals(AlarmMetrics.find(alias.metric(), resource, Optional.of(statistic)));
  }

  private static Optional<Alias> alias(Metric metric, MetricTable.Entry entry, MetricSpec spec) {
    return entry instanceof MetricTable.Entry.Found(var known, var factor)
            && CanonicalForm.same(known, spec)
        ? Optional.of(new Alias(metric, factor))
        : Optional.empty();
  }

  /** The metric with placeholders for the resource's own names, so that others can share it. */
  MetricSpec general(MetricSpec spec) {
    return switch (spec) {
      case Customized metric -> general(metric);
      case MetricSpec.Predefined predefined -> predefined;
      case MetricSpec.Calculated(var queries) ->
          new MetricSpec.Calculated(
              queries.stream()
                  .map(query ->
                      new MetricSpec.Query(
                          query.id(),
                          query.source() instanceof MetricSpec.Query.Source.Stat(var metric)
                              ? new MetricSpec.Query.Source.Stat(general(metric))
                              : query.source(),
                          query.label(),
                          query.returned()))
                  .toList());
    };
  }

  private Customized general(Customized metric) {
    var own = new TreeMap<>(Map.of("EndpointName", resource.endpoint()));
    var words = new TreeMap<>(Map.of("EndpointName", Placeholders.NAMES.get(0)));
    own.put("VariantName", resource.variant());
    words.put("VariantName", Placeholders.NAMES.get(1));
    if (resource.id() instanceof InferenceComponent(var component)) {
      own.put("InferenceComponentName", component);
      words.put("InferenceComponentName", Placeholders.NAMES.get(2));
    }
    var dimensions = new TreeMap<String, String>();
    metric
        .dimensions()
        .forEach((name, value) ->
            dimensions.put(
                name, value.equals(own.get(name)) ? words.getOrDefault(name, value) : value));
    return new Customized(
        metric.namespace(), metric.name(), dimensions, metric.statistic(), metric.unit());
  }
}
