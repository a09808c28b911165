package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.template.Dashboard;
import io.github.tagscaler.template.Dashboard.Metric;
import io.github.tagscaler.template.Dashboard.Widget;
import io.github.tagscaler.template.InsightsQuery;
import io.github.tagscaler.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The dashboard of the template: each widget is one that CloudWatch shows, and each metric in it is
 * one that somebody writes.
 */
class DashboardTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final Pattern METRICS_INSIGHTS =
      Pattern.compile(
          "SELECT SUM\\((\\w+)\\) FROM SCHEMA\\((\\w+), ([\\w, ]+)\\)"
              + " WHERE (\\w+) = 'tagscaler'( AND (\\w+) != '\\w+')? GROUP BY (\\w+)");

  /** In a formula: the ID of another line of the same widget. */
  private static final Pattern ID = Pattern.compile("[a-z]\\w*");

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(resource("dashboard.schema.json"));

  private static final Json AWS = JsonReader.read(resource("aws-metrics.json"));

  private static final Dashboard DASHBOARD = new Dashboard();
  private static final List<Widget> WIDGETS = DASHBOARD.widgets();

  private static Set<Written> written;
  private static Set<String> states;
  private static List<Json> lines;

  /** A metric in the log, without the values of its dimensions. */
  private record Written(String namespace, String name, Set<String> dimensions) {}

  private static String resource(String name) {
    try (var in = Template.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @BeforeAll
  static void run_the_function() {
    account.reset();
    lines = LoggedStory.in(account);
    written =
        lines.stream()
            .flatMap(line -> line.get("_aws").get("CloudWatchMetrics").stream())
            .flatMap(entry ->
                entry.get("Metrics").stream()
                    .map(metric ->
                        new Written(
                            text(entry.get("Namespace")),
                            text(metric.get("Name")),
                            entry.get("Dimensions").stream()
                                .flatMap(Json::stream)
                                .map(DashboardTest::text)
                                .collect(Collectors.toSet()))))
            .collect(Collectors.toSet());
    states =
        lines.stream()
            .flatMap(line -> line.get("State").text().stream())
            .collect(Collectors.toSet());
  }

  @Test
  void has_the_structure_that_CloudWatch_documents() {
    assertThat(errors(DASHBOARD.body().write())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"stat\":\"Maximum\"    | \"stat\":\"Max\"",
        "\"view\":\"timeSeries\" | \"view\":\"lines\"",
        "\"period\":3600         | \"period\":90",
        "\"stacked\":true        | \"staked\":true",
        "\"type\":\"alarm\"      | \"type\":\"alarms\"",
        "\"width\":24            | \"width\":25",
        "\"start\":\"-P1D\"      | \"start\":\"-PT1D\"",
        "\"region\":\"us-east-1\", | ",
        "\"label\":\"Paused\"    | \"lable\":\"Paused\"",
        "SOURCE 'FunctionLog'    | FunctionLog",
      })
  void another_structure_is_refused(String now, String wrong) {
    var body = DASHBOARD.body().write();
    assertThat(body).contains(now);

    assertThat(errors(body.replaceFirst(Pattern.quote(now), wrong == null ? "" : wrong)))
        .isNotEmpty();
  }

  private static List<String> errors(String body) {
    return SCHEMA.validate(body, InputFormat.JSON).stream().map(String::valueOf).toList();
  }

  @Test
  void fills_the_grid_without_gaps_and_overlaps() {
    var taken = new HashSet<List<Integer>>();
    int bottom = 0;
    for (var widget : WIDGETS) {
      for (int x = widget.cell("x"); x < widget.cell("x") + widget.cell("width"); x++) {
        for (int y = widget.cell("y"); y < widget.cell("y") + widget.cell("height"); y++) {
          assertThat(taken.add(List.of(x, y))).as("%s at %d,%d", widget.title(), x, y).isTrue();
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    assertThat(taken).hasSize(24 * bottom).allMatch(cell -> cell.getFirst() < 24);
  }

  @Test
  void each_own_metric_is_written_by_the_function() {
    var own = metrics().filter(metric -> metric.namespace().equals("Tagscaler")).toList();

    assertThat(own).isNotEmpty();
    assertThat(own)
        .allSatisfy(metric -> {
          assertThat(written)
              .contains(
                  new Written(metric.namespace(), metric.name(), metric.dimensions().keySet()));
          assertThat(metric.dimensions().get("Stack")).isEqualTo("tagscaler");
          assertThat(states).contains(metric.dimensions().getOrDefault("State", "Scaled"));
        });
  }

  @Test
  void each_state_of_a_target_is_shown() {
    var shown =
        metrics()
            .flatMap(metric -> Stream.ofNullable(metric.dimensions().get("State")))
            .collect(Collectors.toSet());

    assertThat(shown).isEqualTo(states);
  }

  @Test
  void each_metric_of_a_log_filter_is_defined_in_the_template() {
    var defined =
        new Template()
            .resources("AWS::Logs::MetricFilter").values().stream()
                .flatMap(filter -> filter.get("MetricTransformations").stream())
                .map(metric ->
                    text(metric.get("MetricNamespace").get("Fn::Sub"))
                            .replace("${AWS::StackName}", "tagscaler")
                        + " "
                        + text(metric.get("MetricName")))
                .toList();

    assertThat(
            metrics()
                .filter(metric -> metric.namespace().startsWith("Tagscaler/"))
                .map(metric -> metric.namespace() + " " + metric.name()))
        .isNotEmpty()
        .allSatisfy(metric -> assertThat(defined).contains(metric));
  }

  @Test
  void each_metric_of_AWS_is_documented_with_its_dimensions() {
    assertThat(metrics().filter(metric -> metric.namespace().startsWith("AWS/")))
        .isNotEmpty()
        .allSatisfy(metric -> {
          var known = AWS.get(metric.namespace());
          assertThat(known.get("metrics").stream().map(DashboardTest::text))
              .contains(metric.name());
          assertThat(Json.ofStrings(List.copyOf(metric.dimensions().keySet())))
              .isEqualTo(known.get("dimensions"));
        });
  }

  @Test
  void shows_the_queues_the_function_and_the_log_of_the_stack() {
    assertThat(
            metrics()
                .filter(metric -> metric.namespace().startsWith("AWS/"))
                .flatMap(metric -> metric.dimensions().values().stream()))
        .containsOnly("WorkQueue", "DeadLetterQueue", "TagscalerFunction", "FunctionLog");
  }

  @Test
  void each_query_of_metrics_is_about_a_metric_that_is_written() {
    var queries =
        WIDGETS.stream()
            .flatMap(widget -> widget.expressions().stream())
            .map(expression -> text(expression.get("expression")))
            .filter(expression -> expression.startsWith("SELECT"))
            .toList();

    assertThat(queries).hasSize(2);
    assertThat(queries)
        .allSatisfy(query -> {
          var found = METRICS_INSIGHTS.matcher(query);
          assertThat(found.matches()).as(query).isTrue();
          var dimensions = Set.of(found.group(3).split(", "));
          assertThat(written).contains(new Written(found.group(2), found.group(1), dimensions));
          assertThat(dimensions).contains(found.group(4), found.group(7));
        });
  }

  @Test
  void each_formula_is_about_lines_of_its_widget() {
    for (var widget : WIDGETS) {
      var ids =
          Stream.concat(
                  widget.metrics().stream().map(Metric::rendering), widget.expressions().stream())
              .flatMap(each -> each.get("id").text().stream())
              .collect(Collectors.toSet());
      for (var expression : widget.expressions()) {
        var formula = text(expression.get("expression"));
        if (!formula.startsWith("SELECT")) {
          assertThat(ID.matcher(formula).results().map(found -> found.group()))
              .as(formula)
              .isNotEmpty()
              .isSubsetOf(ids);
        }
      }
    }
  }

  @Test
  void shows_each_alarm_and_the_thresholds_of_three() {
    var alarms =
        new Template()
            .resources("AWS::CloudWatch::Alarm").keySet().stream()
                .map(name -> "arn:aws:cloudwatch:us-east-1:111122223333:alarm:" + name);

    assertThat(widget("Alarms").property("alarms").stream().map(DashboardTest::text))
        .containsExactlyInAnyOrderElementsOf(alarms.toList());
    for (var widget : WIDGETS) {
      widget.property("annotations").get("horizontal").stream()
          .filter(line -> text(line.get("label")).endsWith("Alarm"))
          .forEach(line ->
              assertThat(line.get("value"))
                  .isEqualTo(new Template().properties(text(line.get("label"))).get("Threshold")));
    }
  }

  @Test
  void lists_who_is_rejected_by_a_query_that_finds_them() {
    var query = text(widget("Rejected now").property("query"));
    var rows = new InsightsQuery(query.replaceFirst("^SOURCE 'FunctionLog' \\| ", "")).rows(lines);

    assertThat(rows)
        .extracting(row -> row.get("resourceId"), row -> row.get("why"))
        .contains(tuple("endpoint/typo/variant/AllTraffic", "UnknownPolicy"));
    assertThat(rows)
        .extracting(row -> row.get("resourceId"))
        .noneMatch(id -> id.contains("mended"));
  }

  @Test
  void can_be_switched_off() {
    var template = new Template();

    assertThat(template.condition("FleetDashboard")).isEqualTo("HasDashboard");
    assertThat(template.conditionText("HasDashboard"))
        .isEqualTo("{\"Fn::Equals\":[{\"Ref\":\"Dashboard\"},\"true\"]}");
  }

  /** The same names in all regions of an account. */
  @Test
  void has_a_name_of_its_own_in_each_region() {
    assertThat(
            text(new Template().properties("FleetDashboard").get("DashboardName").get("Fn::Sub")))
        .isEqualTo("${AWS::StackName}-${AWS::Region}");
  }

  @Test
  void each_widget_is_on_the_page() throws IOException {
    var page = Files.readString(Path.of("docs/dashboard.md"));

    assertThat(WIDGETS.stream().map(Widget::title).filter(title -> !title.isEmpty()))
        .allSatisfy(title -> assertThat(page).contains("| " + title + " |"));
  }

  private static Stream<Metric> metrics() {
    return WIDGETS.stream().flatMap(widget -> widget.metrics().stream());
  }

  private static Widget widget(String title) {
    return WIDGETS.stream().filter(each -> each.title().equals(title)).findFirst().orElseThrow();
  }

  private static String text(Json value) {
    return value.text().orElseThrow();
  }
}
