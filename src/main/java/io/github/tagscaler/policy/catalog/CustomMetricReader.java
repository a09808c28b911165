package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Statistic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code custom}: Application Auto Scaling's CustomizedMetricSpecification by its own names.
 * A metric that is valid here is accepted by its API, and by CloudWatch later.
 */
final class CustomMetricReader {
  static final List<String> KEYS =
      List.of("Namespace", "MetricName", "Dimensions", "Statistic", "Unit", "Metrics");
  static final List<String> QUERY_KEYS =
      List.of("Id", "Expression", "MetricStat", "Label", "ReturnData");
  static final List<String> STAT_KEYS = List.of("Metric", "Stat", "Unit");
  static final List<String> METRIC_KEYS = List.of("Namespace", "MetricName", "Dimensions");
  static final List<String> DIMENSION_KEYS = List.of("Name", "Value");

  static final List<String> STATISTICS =
      Stream.of(Statistic.values()).map(Statistic::wire).toList();

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_VALUE = 1024;
  private static final int LONGEST_UNIT = 1023;
  private static final int LONGEST_EXPRESSION = 2048;
  private static final int MOST_DIMENSIONS = 30;

  private static final Pattern PERCENTILE = Pattern.compile("p[0-9]{1,2}(\\.[0-9]{1,10})?|p100");
  private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9_]*");

  private CustomMetricReader() {}

  /** The metric; empty, with its problems reported, if it is not valid. */
  static Optional<MetricSpec> read(Section section) {
    if (!section.has("Metrics")) {
      return single(section).map(metric -> metric);
    }
    for (var key : KEYS) {
      if (!key.equals("Metrics") && section.has(key)) {
        section.report(key, "With Metrics, this key belongs to its items. Move it there.");
      }
    }
    return calculated(section).map(metric -> metric);
  }

  private static Optional<Customized> single(Section section) {
    var statistic =
        AwsText.required(section, "Statistic", LONGEST_NAME)
            .filter(entry -> isStatistic(section, entry));
    return metric(section, statistic, AwsText.text(section, "Unit", LONGEST_UNIT));
  }

  private static boolean isStatistic(Section section, Origin.CatalogValue statistic) {
    boolean known = STATISTICS.contains(statistic.value());
    if (!known && PERCENTILE.matcher(statistic.value()).matches()) {
      section.report(
          statistic,
          "Application Auto Scaling has no percentiles in Statistic. Write the metric under Metrics instead, with MetricStat and Stat: %s. Allowed here: %s."
              .formatted(statistic.value(), String.join(", ", STATISTICS)),
          STATISTICS);
    } else if (!known) {
      section.report(
          statistic,
          "%sAllowed: %s."
              .formatted(
                  Names.didYouMean(statistic.value(), STATISTICS), String.join(", ", STATISTICS)),
          STATISTICS);
    }
    return known;
  }

  private static Optional<Customized> metric(
      Section section,
      Optional<Origin.CatalogValue> statistic,
      Optional<Origin.CatalogValue> unit) {
    var namespace = AwsText.required(section, "Namespace", LONGEST_NAME);
    var name = AwsText.required(section, "MetricName", LONGEST_NAME);
    var dimensions = dimensions(section);
    return namespace.flatMap(space ->
        name.flatMap(metric ->
            statistic.map(stat ->
                new Customized(
                    space.value(),
                    metric.value(),
                    dimensions,
                    stat.value(),
                    unit.map(Origin.CatalogValue::value)))));
  }

  private static SortedMap<String, String> dimensions(Section section) {
    var dimensions = new TreeMap<String, String>();
    var items = section.list("Dimensions").orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      var path = section.pathOf("Dimensions", i);
      Section.of(path, items.get(i), DIMENSION_KEYS, section.problems())
          .ifPresent(dimension -> {
            var name = AwsText.required(dimension, "Name", LONGEST_NAME);
            var value = AwsText.required(dimension, "Value", LONGEST_VALUE);
            if (name.isPresent()
                && value.isPresent()
                && dimensions.putIfAbsent(name.get().value(), value.get().value()) != null) {
              section.report(name.get(), "Two dimensions have this name. Remove one.");
            }
          });
    }
    if (items.size() > MOST_DIMENSIONS) {
      section.report(
          "Dimensions", "A metric has at most %d dimensions.".formatted(MOST_DIMENSIONS));
    }
    return dimensions;
  }

  private static Optional<MetricSpec.Calculated> calculated(Section section) {
    var items = section.list("Metrics").orElse(List.of());
    var queries = new ArrayList<Query>();
    for (int i = 0; i < items.size(); i++) {
      Section.of(section.pathOf("Metrics", i), items.get(i), QUERY_KEYS, section.problems())
          .flatMap(CustomMetricReader::query)
          .ifPresent(queries::add);
    }
    if (items.isEmpty()) {
      section.report("Metrics", "Metrics needs a list of at least one item.");
      return Optional.empty();
    }
    if (queries.size() < items.size()) {
      return Optional.empty();
    }
    var ids = new HashSet<String>();
    boolean right = true;
    for (var query : queries) {
      if (!ids.add(query.id())) {
        section.report("Metrics", "Two items have the Id " + query.id() + ". Rename one.");
        right = false;
      }
    }
    var returned = queries.stream().filter(Query::returned).map(Query::id).toList();
    if (returned.size() != 1) {
      section.report(
          "Metrics",
          "Exactly one item must return data; here %s. Set ReturnData: false on all others (its default is true)."
              .formatted(returned.isEmpty() ? "none does" : String.join(", ", returned) + " do"));
      right = false;
    }
    return right ? Optional.of(new MetricSpec.Calculated(queries)) : Optional.empty();
  }

  private static Optional<Query> query(Section section) {
    var id =
        AwsText.required(section, "Id", LONGEST_NAME)
            .filter(entry ->
                AwsText.fits(
                    section,
                    entry,
                    ID.asMatchPredicate(),
                    "An Id begins with a lower-case letter, followed by letters, digits and underscores."));
    var label = AwsText.text(section, "Label", LONGEST_EXPRESSION);
    var returned =
        section
            .text("ReturnData")
            .filter(entry ->
                AwsText.fits(
                    section,
                    entry,
                    text -> text.equals("true") || text.equals("false"),
                    "Use true or false."))
            .map(entry -> entry.value().equals("true"));
    var source = source(section);
    if (section.has("ReturnData") && returned.isEmpty()) {
      return Optional.empty();
    }
    return id.flatMap(name ->
        source.map(from ->
            new Query(
                name.value(), from, label.map(Origin.CatalogValue::value), returned.orElse(true))));
  }

  private static Optional<Query.Source> source(Section section) {
    if (section.has("Expression") == section.has("MetricStat")) {
      section.report(
          "Each item has either an Expression or a MetricStat; this one has %s."
              .formatted(section.has("Expression") ? "both" : "neither"));
      return Optional.empty();
    }
    if (section.has("Expression")) {
      return AwsText.text(section, "Expression", LONGEST_EXPRESSION)
          .map(entry -> new Query.Source.Expression(entry.value()));
    }
    return section.mapping("MetricStat", STAT_KEYS).flatMap(CustomMetricReader::stat);
  }

  private static Optional<Query.Source> stat(Section section) {
    var statistic = AwsText.required(section, "Stat", LONGEST_NAME);
    var unit = AwsText.text(section, "Unit", LONGEST_UNIT);
    if (!section.has("Metric")) {
      section.missing("Metric", "It has Namespace, MetricName and Dimensions.");
    }
    return section
        .mapping("Metric", METRIC_KEYS)
        .flatMap(metric -> metric(metric, statistic, unit))
        .map(Query.Source.Stat::new);
  }
}
