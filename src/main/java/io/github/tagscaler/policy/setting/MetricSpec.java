package io.github.tagscaler.policy.setting;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A metric in the terms of Application Auto Scaling and CloudWatch. */
public sealed interface MetricSpec {

  /**
   * The same metric with each of its texts replaced that may hold a placeholder: namespaces, names,
   * values of dimensions, and expressions.
   */
  default MetricSpec mapTexts(UnaryOperator<String> replacement) {
    return switch (this) {
      case Predefined predefined -> predefined;
      case Customized customized -> customized.replaced(replacement);
      case Calculated(var queries) ->
          new Calculated(
              queries.stream()
                  .map(query ->
                      new Query(
                          query.id(),
                          switch (query.source()) {
                            case Query.Source.Expression(var text) ->
                                new Query.Source.Expression(replacement.apply(text));
                            case Query.Source.Stat(var metric) ->
                                new Query.Source.Stat(metric.replaced(replacement));
                          },
                          query.label(),
                          query.returned()))
                  .toList());
    };
  }

  /** One that Application Auto Scaling knows by name. */
  record Predefined(String type) implements MetricSpec {}

  /**
   * One read from CloudWatch by namespace, name and dimensions.
   *
   * @param unit only data points of that unit; empty for all
   */
  record Customized(
      String namespace,
      String name,
      SortedMap<String, String> dimensions,
      String statistic,
      Optional<String> unit)
      implements MetricSpec {
    public Customized {
      dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    private Customized replaced(UnaryOperator<String> replacement) {
      var newNamespace = replacement.apply(namespace);
      var newName = replacement.apply(name);
      var values = new TreeMap<String, String>();
      dimensions.forEach((dimension, value) -> values.put(dimension, replacement.apply(value)));
      return new Customized(newNamespace, newName, values, statistic, unit);
    }

    /** The dimensions in any order, and data points of any unit. */
    public static Customized of(
        String namespace, String name, Map<String, String> dimensions, String statistic) {
      return new Customized(
          namespace, name, new TreeMap<>(dimensions), statistic, Optional.empty());
    }
  }

  /** One calculated from others. */
  record Calculated(List<Query> queries) implements MetricSpec {
    public Calculated {
      queries = List.copyOf(queries);
    }
  }

  /**
   * One part of a calculation.
   *
   * @param source what it is
   * @param returned whether it is the result: true of exactly one
   */
  record Query(String id, Source source, Optional<String> label, boolean returned) {

    /** An expression over other parts, or a metric. */
    public sealed interface Source {
      /** An expression of CloudWatch's metric math. */
      record Expression(String text) implements Source {}

      /** A metric, with its statistic. */
      record Stat(Customized metric) implements Source {}
    }
  }
}
