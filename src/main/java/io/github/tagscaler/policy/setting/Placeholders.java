package io.github.tagscaler.policy.setting;

import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.MetricSpec.Query.Source;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names in braces of a custom metric, which stand for the resource that it is used on. */
public final class Placeholders {
  /** All that there are. */
  public static final List<String> NAMES =
      List.of("{endpoint}", "{variant}", "{component}", "{region}", "{account}");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

  private Placeholders() {}

  /**
   * All that a metric uses, each once; those that do not exist among them. In an expression, what
   * is none of ours is CloudWatch's own: its searches use braces too.
   */
  public static List<String> in(MetricSpec spec) {
    return Stream.concat(
            texts(spec).flatMap(Placeholders::in),
            expressions(spec).flatMap(Placeholders::in).filter(NAMES::contains))
        .distinct()
        .toList();
  }

  /** What stands in braces in a text and is none of ours, each once. */
  public static List<String> unknown(String text) {
    return in(text).filter(name -> !NAMES.contains(name)).distinct().toList();
  }

  private static Stream<String> in(String text) {
    return PLACEHOLDER.matcher(text).results().map(match -> match.group());
  }

  private static Stream<String> texts(MetricSpec spec) {
    return switch (spec) {
      case Predefined ignored -> Stream.empty();
      case Customized(var namespace, var name, var dimensions, var statistic, var unit) ->
          Stream.concat(Stream.of(namespace, name), dimensions.values().stream());
      case Calculated(var queries) ->
          queries.stream()
              .flatMap(query ->
                  query.source() instanceof Source.Stat(var metric)
                      ? texts(metric)
                      : Stream.empty());
    };
  }

  private static Stream<String> expressions(MetricSpec spec) {
    return spec instanceof Calculated(var queries)
        ? queries.stream()
            .flatMap(query ->
                query.source() instanceof Source.Expression(var text)
                    ? Stream.of(text)
                    : Stream.empty())
        : Stream.empty();
  }

  /**
   * The metric with these in place of the names in braces; others are left as they are.
   *
   * @param values by name with its braces
   */
  public static MetricSpec fill(MetricSpec spec, Map<String, String> values) {
    UnaryOperator<String> fill = text -> fill(text, values);
    return switch (spec) {
      case Predefined predefined -> predefined;
      case Customized customized -> fill(customized, fill);
      case Calculated(var queries) ->
          new Calculated(
              queries.stream()
                  .map(query ->
                      new Query(
                          query.id(),
                          switch (query.source()) {
                            case Source.Expression(var text) ->
                                new Source.Expression(fill.apply(text));
                            case Source.Stat(var metric) -> new Source.Stat(fill(metric, fill));
                          },
                          query.label(),
                          query.returned()))
                  .toList());
    };
  }

  private static Customized fill(Customized metric, UnaryOperator<String> fill) {
    return new Customized(
        fill.apply(metric.namespace()),
        fill.apply(metric.name()),
        metric.dimensions().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    each -> fill.apply(each.getValue()),
                    (one, other) -> one,
                    TreeMap::new)),
        metric.statistic(),
        metric.unit());
  }

  private static String fill(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(values.getOrDefault(match.group(), match.group())));
  }
}
