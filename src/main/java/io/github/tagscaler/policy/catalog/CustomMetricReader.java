package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Placeholders;
import io.github.tagscaler.policy.setting.StepEntry.Statistic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code custom}: Application Auto Scaling's CustomizedMetricSpecification by its own names.
 * What is found right here, its API takes; what only CloudWatch would refuse later is refused too.
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

  /** What CloudWatch itself does not write in an expression. */
  private static final Pattern WORD = Pattern.compile("\\{[A-Za-z_-]*}");

  private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9_]*");

  private final Findings findings;

  private CustomMetricReader(Findings findings) {
    this.findings = findings;
  }

  /** The metric; empty, and told, if that is none. */
  static Optional<MetricSpec> read(String path, Node node, Findings findings) {
    return Section.of(path, node, KEYS, findings)
        .flatMap(section -> new CustomMetricReader(findings).metric(section));
  }

  private Optional<MetricSpec> metric(Section section) {
    if (!section.has("Metrics")) {
      return single(section).map(metric -> metric);
    }
    for (var key : KEYS) {
      if (!key.equals("Metrics") && section.has(key)) {
        section.tell(key, "With Metrics, all else stands in its items. Move it there.");
      }
    }
    return calculated(section).map(metric -> metric);
  }

  private Optional<Customized> single(Section section) {
    var statistic = required(section, "Statistic", LONGEST_NAME).filter(entry -> known(entry));
    return metric(section, statistic, text(section, "Unit", LONGEST_UNIT));
  }

  private boolean known(Origin.Entry statistic) {
    boolean known = STATISTICS.contains(statistic.value());
    if (!known) {
      findings.value(
          statistic,
          "%sAllowed: %s."
              .formatted(
                  Section.didYouMean(statistic.value(), STATISTICS), String.join(", ", STATISTICS)),
          STATISTICS);
    }
    return known;
  }

  private Optional<Customized> metric(
      Section section, Optional<Origin.Entry> statistic, Optional<Origin.Entry> unit) {
    var namespace = required(section, "Namespace", LONGEST_NAME);
    var name = required(section, "MetricName", LONGEST_NAME);
    var dimensions = dimensions(section);
    return namespace.flatMap(space ->
        name.flatMap(metric ->
            statistic.map(stat ->
                new Customized(
                    space.value(),
                    metric.value(),
                    dimensions,
                    stat.value(),
                    unit.map(Origin.Entry::value)))));
  }

  private SortedMap<String, String> dimensions(Section section) {
    var dimensions = new TreeMap<String, String>();
    var items = section.list("Dimensions").orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      var path = section.pathOf("Dimensions", i);
      Section.of(path, items.get(i), DIMENSION_KEYS, findings)
          .ifPresent(dimension -> {
            var name = required(dimension, "Name", LONGEST_NAME);
            var value = required(dimension, "Value", LONGEST_VALUE);
            if (name.isPresent()
                && value.isPresent()
                && dimensions.putIfAbsent(name.get().value(), value.get().value()) != null) {
              findings.value(name.get(), "There are two dimensions of this name. Remove one.");
            }
          });
    }
    if (items.size() > MOST_DIMENSIONS) {
      section.tell("Dimensions", "A metric has at most %d dimensions.".formatted(MOST_DIMENSIONS));
    }
    return dimensions;
  }

  private Optional<MetricSpec.Calculated> calculated(Section section) {
    var items = section.list("Metrics").orElse(List.of());
    var queries = new ArrayList<Query>();
    for (int i = 0; i < items.size(); i++) {
      Section.of(section.pathOf("Metrics", i), items.get(i), QUERY_KEYS, findings)
          .flatMap(this::query)
          .ifPresent(queries::add);
    }
    if (items.isEmpty()) {
      section.tell("Metrics", "There must be a list of at least one item here.");
      return Optional.empty();
    }
    if (queries.size() < items.size()) {
      return Optional.empty();
    }
    var ids = new HashSet<String>();
    boolean right = true;
    for (var query : queries) {
      if (!ids.add(query.id())) {
        section.tell("Metrics", "There are two items of the Id " + query.id() + ".");
        right = false;
      }
    }
    var returned = queries.stream().filter(Query::returned).map(Query::id).toList();
    if (returned.size() != 1) {
      section.tell(
          "Metrics",
          "AllOrNothing one item returns data, and %s. Set ReturnData: false on all but the final one (left out, it is true)."
              .formatted(
                  returned.isEmpty() ? "here none does" : String.join(", ", returned) + " do"));
      right = false;
    }
    return right ? Optional.of(new MetricSpec.Calculated(queries)) : Optional.empty();
  }

  private Optional<Query> query(Section section) {
    var id =
        required(section, "Id", LONGEST_NAME)
            .filter(entry ->
                fits(
                    entry,
                    ID.asMatchPredicate(),
                    "An Id begins with a lower-case letter and goes on with letters, digits and underscores."));
    var label = text(section, "Label", LONGEST_EXPRESSION);
    var returned =
        section
            .text("ReturnData")
            .filter(entry ->
                fits(
                    entry,
                    text -> text.equals("true") || text.equals("false"),
                    "It must be true or false."))
            .map(entry -> entry.value().equals("true"));
    var source = source(section);
    if (section.has("ReturnData") && returned.isEmpty()) {
      return Optional.empty();
    }
    return id.flatMap(name ->
        source.map(from ->
            new Query(name.value(), from, label.map(Origin.Entry::value), returned.orElse(true))));
  }

  private Optional<Query.Source> source(Section section) {
    if (section.has("Expression") == section.has("MetricStat")) {
      findings.key(
          section.place(),
          section.path(),
          "Each item has either an Expression or a MetricStat; this one has %s."
              .formatted(section.has("Expression") ? "both" : "neither"));
      return Optional.empty();
    }
    if (section.has("Expression")) {
      return text(section, "Expression", LONGEST_EXPRESSION)
          .map(entry -> new Query.Source.Expression(entry.value()));
    }
    return section
        .get("MetricStat")
        .flatMap(node -> Section.of(section.pathOf("MetricStat"), node, STAT_KEYS, findings))
        .flatMap(this::stat);
  }

  private Optional<Query.Source> stat(Section section) {
    var statistic = required(section, "Stat", LONGEST_NAME);
    var unit = text(section, "Unit", LONGEST_UNIT);
    if (!section.has("Metric")) {
      section.missing("Metric", "It holds Namespace, MetricName and Dimensions.");
    }
    return section
        .get("Metric")
        .flatMap(node -> Section.of(section.pathOf("Metric"), node, METRIC_KEYS, findings))
        .flatMap(metric -> metric(metric, statistic, unit))
        .map(Query.Source.Stat::new);
  }

  private Optional<Origin.Entry> required(Section section, String key, int longest) {
    if (!section.has(key)) {
      section.missing(key, "CloudWatch finds no metric without it.");
    }
    return text(section, key, longest);
  }

  /** A text as AWS takes it, with no other placeholders than those that are filled in. */
  private Optional<Origin.Entry> text(Section section, String key, int longest) {
    return section
        .text(key)
        .filter(entry ->
            fits(
                    entry,
                    text -> !text.isEmpty() && text.length() <= longest,
                    "It must have 1 to %d characters.".formatted(longest))
                && fits(
                    entry,
                    text -> text.codePoints().allMatch(CustomMetricReader::taken),
                    "It holds a character that AWS does not take.")
                && placeholdersKnown(entry));
  }

  private boolean fits(Origin.Entry entry, Predicate<String> right, String sentence) {
    boolean fits = right.test(entry.value());
    if (!fits) {
      findings.value(entry, sentence);
    }
    return fits;
  }

  /** What the models of AWS's APIs allow in their texts. */
  private static boolean taken(int codePoint) {
    return switch (codePoint) {
      case '\t', '\n', '\r' -> true;
      case 0xFFFE, 0xFFFF -> false;
      default -> codePoint >= ' ' && Character.getType(codePoint) != Character.SURROGATE;
    };
  }

  private boolean placeholdersKnown(Origin.Entry entry) {
    var unknown =
        Placeholders.unknown(entry.value()).stream()
            .filter(name -> !entry.key().endsWith(".Expression") || WORD.matcher(name).matches())
            .toList();
    for (var name : unknown) {
      findings.value(
          entry,
          "Nothing is known to fill in for %s. %sKnown: %s."
              .formatted(
                  Quote.of(name),
                  Section.didYouMean(name, Placeholders.NAMES),
                  String.join(", ", Placeholders.NAMES)),
          Placeholders.NAMES);
    }
    return unknown.isEmpty();
  }
}
