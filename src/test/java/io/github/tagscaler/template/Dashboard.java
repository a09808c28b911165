package io.github.tagscaler.template;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The dashboard of the template, in a stack {@code tagscaler} with default parameters. */
public final class Dashboard {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)\\}");

  private final Template template = new Template();

  /** The body, as CloudFormation passes it to CloudWatch. */
  public Json body() {
    var text =
        template.properties("FleetDashboard").get("DashboardBody").get("Fn::Sub").stream()
            .findFirst()
            .flatMap(Json::text)
            .orElseThrow();
    return JsonReader.read(
        VARIABLE
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1)))));
  }

  private String value(String variable) {
    return switch (variable) {
      case "AWS::StackName" -> "tagscaler";
      case "AWS::Region" -> "us-east-1";
      case "GbSecond" -> "0.0000166667";
      case "TargetQuota", "MemorySize" ->
          template.parameters().get(variable).get("Default").write();
      case String alarm when alarm.endsWith("Alarm.Arn") ->
          "arn:aws:cloudwatch:us-east-1:111122223333:alarm:" + exists(alarm.replace(".Arn", ""));
      case String queue when queue.endsWith(".QueueName") ->
          exists(queue.replace(".QueueName", ""));
      case String other -> exists(other);
    };
  }

  private String exists(String logicalId) {
    if (template.resource(logicalId).isNull()) {
      throw new IllegalStateException("no resource " + logicalId);
    }
    return logicalId;
  }

  /** The widgets, in their order. */
  public List<Widget> widgets() {
    return body().get("widgets").stream().map(Widget::new).toList();
  }

  /** A widget of the dashboard. */
  public record Widget(Json json) {

    /** Its type: {@code metric}, {@code text}, {@code alarm} or {@code log}. */
    public String type() {
      return json.get("type").text().orElseThrow();
    }

    /** Its title; empty if it has none. */
    public String title() {
      return property("title").text().orElse("");
    }

    /** One of its own properties. */
    public Json property(String name) {
      return json.get("properties").get(name);
    }

    /** Its place on the grid of 24 columns: {@code x}, {@code y}, {@code width}, {@code height}. */
    public int cell(String name) {
      return Integer.parseInt(json.get(name).write());
    }

    /** What it draws: metrics, without expressions. */
    public List<Metric> metrics() {
      return lines().filter(line -> line.size() > 1).map(Metric::of).toList();
    }

    /** What it draws: expressions of metric math, and queries of Metrics Insights. */
    public List<Json> expressions() {
      return lines().filter(line -> line.size() == 1).map(List::getFirst).toList();
    }

    private Stream<List<Json>> lines() {
      return property("metrics").stream().map(line -> line.stream().toList());
    }
  }

  /**
   * A metric that a widget draws.
   *
   * @param rendering its label, color, statistic and so on
   */
  public record Metric(
      String namespace, String name, SequencedMap<String, String> dimensions, Json rendering) {

    private static Metric of(List<Json> line) {
      var words = new ArrayList<String>();
      line.stream().flatMap(part -> part.text().stream()).forEach(words::add);
      var dimensions = new LinkedHashMap<String, String>();
      for (int i = 2; i < words.size(); i += 2) {
        dimensions.put(words.get(i), words.get(i + 1));
      }
      return new Metric(
          words.getFirst(),
          words.get(1),
          dimensions,
          line.getLast() instanceof Json.Obj rendering ? rendering : Json.object().build());
    }
  }
}
