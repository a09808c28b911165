package io.github.tagscaler.template;

import io.github.tagscaler.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads template.yaml for tests. */
public final class Template {
  private final Json root = Yaml.read(Path.of("template.yaml"));

  /** The properties of a resource. */
  public Json properties(String logicalId) {
    return root.get("Resources").get(logicalId).get("Properties");
  }

  /** The handler setting of the function. */
  public String handler() {
    return properties("TagscalerFunction").get("Handler").text().orElseThrow();
  }

  /** The function's environment, in a stack with default parameters. */
  public SequencedMap<String, String> environment() {
    var variables = new LinkedHashMap<String, String>();
    var declared = properties("TagscalerFunction").get("Environment").get("Variables");
    members(declared).forEach((name, value) -> variables.put(name, byDefault(value)));
    return variables;
  }

  Json parameters() {
    return root.get("Parameters");
  }

  Json outputs() {
    return root.get("Outputs");
  }

  Json conditions() {
    return root.get("Conditions");
  }

  /** The name of the condition of a resource. */
  public String condition(String logicalId) {
    return resource(logicalId).get("Condition").text().orElse("");
  }

  /** What a condition is. */
  public String conditionText(String name) {
    return conditions().get(name).write();
  }

  /** A resource with its type, policies and properties. */
  Json resource(String logicalId) {
    return root.get("Resources").get(logicalId);
  }

  /** The type of each resource. */
  public Stream<String> types() {
    return members(root.get("Resources")).values().stream()
        .map(resource -> resource.get("Type").text().orElseThrow());
  }

  Json rules() {
    return root.get("Rules");
  }

  Json metadata(String name) {
    return root.get("Metadata").get(name);
  }

  /** The resources of a type, by their logical IDs. */
  public SequencedMap<String, Json> resources(String type) {
    return members(root.get("Resources")).entrySet().stream()
        .filter(each -> each.getValue().get("Type").equals(Json.of(type)))
        .collect(
            Collectors.toMap(
                each -> each.getKey(),
                each -> each.getValue().get("Properties"),
                (a, b) -> a,
                LinkedHashMap::new));
  }

  /** The rules that start the function: all but those that notify people. */
  public SequencedMap<String, Json> startingRules() {
    var rules = resources("AWS::Events::Rule");
    rules.remove("NotifyRule");
    return rules;
  }

  /** As in a stack called tagscaler whose conditions all hold. */
  static Json filled(Json value) {
    return switch (value) {
      case Json.Obj(var members) when members.containsKey("Ref") ->
          Json.of(
              value
                  .get("Ref")
                  .text()
                  .orElseThrow()
                  .replace("AWS::AccountId", "111122223333")
                  .replace("AWS::Region", "us-east-1"));
      case Json.Obj(var members) when members.containsKey("Fn::If") ->
          filled(value.get("Fn::If").stream().toList().get(1));
      case Json.Obj(var members) when members.containsKey("Fn::GetAtt") ->
          Json.of(arn(value.get("Fn::GetAtt").text().orElseThrow().replace(".Arn", "")));
      case Json.Obj(var members) when members.containsKey("Fn::Sub") ->
          Json.of(
              value
                  .get("Fn::Sub")
                  .text()
                  .orElseThrow()
                  .replace("${AWS::Partition}", "aws")
                  .replace("${AWS::Region}", "us-east-1")
                  .replace("${AWS::AccountId}", "111122223333")
                  .replace("${AWS::StackName}", "tagscaler")
                  .replace("${CatalogPath}", "/tagscaler/catalog"));
      case Json.Obj(var members) -> {
        var copy = new LinkedHashMap<String, Json>();
        members.forEach((name, member) -> copy.put(name, filled(member)));
        yield new Json.Obj(copy);
      }
      case Json.Arr(var items) -> new Json.Arr(items.stream().map(Template::filled).toList());
      case Json other -> other;
    };
  }

  private static String arn(String logicalId) {
    boolean isQueue = logicalId.endsWith("Queue");
    return "arn:aws:%s:us-east-1:111122223333:%stagscaler-%s-1A2B3C"
        .formatted(isQueue ? "sqs" : "events", isQueue ? "" : "rule/", logicalId);
  }

  static SequencedMap<String, Json> members(Json value) {
    return ((Json.Obj) value).members();
  }

  private String byDefault(Json value) {
    if (value.get("Fn::GetAtt").equals(Json.of("WorkQueue.QueueUrl"))) {
      return ""; // as with sam local, which has no queue
    }
    var map = value.get("Fn::FindInMap");
    if (!map.isNull()) {
      var found = root.get("Mappings");
      for (Json key : map.stream().toList()) {
        found = found.get(key.text().orElseThrow());
      }
      return found.text().orElseThrow();
    }
    var reference = value.get("Ref").text();
    if (reference.isEmpty()) {
      return value.text().orElseThrow();
    }
    if (reference.get().equals("AWS::StackName")) {
      return "tagscaler";
    }
    return switch (parameters().get(reference.get()).get("Default")) {
      case Json.Str(var text) -> text;
      case Json.Num(var number) -> number.toPlainString();
      case Json other -> throw new IllegalStateException("no default: " + reference + other);
    };
  }
}
