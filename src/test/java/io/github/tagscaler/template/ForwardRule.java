package io.github.tagscaler.template;

import io.github.tagscaler.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** The rule of docs/examples/forward-outcomes.yaml, deployed in an account. */
public final class ForwardRule {
  private static final Json TEMPLATE = Yaml.read(Path.of("docs/examples/forward-outcomes.yaml"));

  private ForwardRule() {}

  /** Its pattern. */
  static Json pattern(String account) {
    return resolved(properties().get("EventPattern"), account, "");
  }

  /** The rule, as a seed of the stand-in. */
  public static Json deployed(String account, String centralBusArn) {
    return Json.object()
        .put("Name", "tagscaler-forward-ForwardRule-1A2B3C")
        .put("EventPattern", pattern(account))
        .put("Targets", resolved(properties().get("Targets"), account, centralBusArn))
        .build();
  }

  private static Json properties() {
    return TEMPLATE.get("Resources").get("ForwardRule").get("Properties");
  }

  /** What CloudFormation makes of it, with the default parameters and this bus. */
  static Json resolved(Json value, String account, String bus) {
    return switch (value) {
      case Json.Obj(var members) when members.containsKey("Ref") ->
          switch (value.get("Ref").text().orElseThrow()) {
            case "AWS::AccountId" -> Json.of(account);
            case "AWS::Region" -> Json.of("us-east-1");
            case "TagscalerStack" -> Json.of("tagscaler");
            case "CentralBusArn" -> Json.of(bus);
            case String other -> throw new IllegalStateException(other);
          };
      case Json.Obj(var members) when members.containsKey("Fn::GetAtt") ->
          Json.of(
              (switch (value.get("Fn::GetAtt").text().orElseThrow()) {
                    case "ForwardRole.Arn" ->
                        "arn:aws:iam::%s:role/tagscaler-forward-ForwardRole-1A2B3C";
                    case "UndeliveredQueue.Arn" ->
                        "arn:aws:sqs:us-east-1:%s:tagscaler-forward-UndeliveredQueue-1A2B3C";
                    case String other -> throw new IllegalStateException(other);
                  })
                  .formatted(account));
      case Json.Obj(var members) -> {
        var copy = new LinkedHashMap<String, Json>();
        members.forEach((name, member) -> {
          // The only choice is whether one stack is named, and by default none is.
          if (member.get("Fn::If").isNull()) {
            copy.put(name, resolved(member, account, bus));
          }
        });
        yield new Json.Obj(copy);
      }
      case Json.Arr(var items) ->
          new Json.Arr(items.stream().map(item -> resolved(item, account, bus)).toList());
      case Json other -> other;
    };
  }
}
