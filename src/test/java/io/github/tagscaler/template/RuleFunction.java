package io.github.tagscaler.template;

import io.github.tagscaler.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The functions that an assertion of a CloudFormation rule may use. CloudFormation accepts two to
 * ten conditions in {@code Fn::And} and {@code Fn::Or}.
 *
 * @param parameters the values of the stack's parameters
 */
record RuleFunction(Map<String, String> parameters) {
  boolean holds(Json condition) {
    var called = Template.members(condition);
    if (called.size() != 1) {
      throw new IllegalArgumentException(condition.write());
    }
    var arguments = called.firstEntry().getValue().stream().toList();
    return switch (called.firstEntry().getKey()) {
      case "Fn::And" -> conditions(arguments).stream().allMatch(this::holds);
      case "Fn::Or" -> conditions(arguments).stream().anyMatch(this::holds);
      case "Fn::Not" -> !holds(arguments.getFirst());
      case "Fn::Equals" -> value(arguments.getFirst()).equals(value(arguments.getLast()));
      case "Fn::Contains" ->
          arguments.getFirst().stream()
              .map(this::value)
              .toList()
              .contains(value(arguments.getLast()));
      default ->
          throw new IllegalArgumentException("not a function of rules: " + condition.write());
    };
  }

  private static List<Json> conditions(List<Json> arguments) {
    if (arguments.size() < 2 || arguments.size() > 10) {
      throw new IllegalArgumentException(arguments.size() + " conditions");
    }
    return arguments;
  }

  private String value(Json json) {
    return json.get("Ref")
        .text()
        .map(name -> Objects.requireNonNull(parameters.get(name)))
        .orElseGet(() -> json.text().orElseThrow());
  }
}
