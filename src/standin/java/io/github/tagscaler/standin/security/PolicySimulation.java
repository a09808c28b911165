package io.github.tagscaler.standin.security;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides as IAM does: what is denied explicitly is denied, what no statement allows is denied
 * implicitly. A condition on a key that the request does not have is not met, and the key is
 * reported (IAM user guide, policy evaluation logic; API reference, EvaluationResult).
 */
final class PolicySimulation {

  /** How a request ends. */
  enum Decision {
    ALLOWED("allowed"),
    IMPLICIT_DENY("implicitDeny"),
    EXPLICIT_DENY("explicitDeny");

    private final String wire;

    Decision(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }
  }

  private final List<JsonObject> statements;
  private final Map<String, List<String>> context;

  PolicySimulation(List<JsonObject> statements, Map<String, List<String>> context) {
    this.statements = statements;
    this.context = context;
  }

  /** Decide, and add the context keys that a statement needed and the request did not have. */
  Decision decide(String action, String resource, Set<String> missing) {
    List<JsonObject> matching =
        statements.stream()
            .filter(statement -> matches(statement, "Action", action, true))
            .filter(statement -> matches(statement, "Resource", resource, false))
            .filter(statement -> conditionsMet(statement, missing))
            .toList();
    if (matching.stream().anyMatch(statement -> statement.text("Effect").equals("Deny"))) {
      return Decision.EXPLICIT_DENY;
    }
    return matching.isEmpty() ? Decision.IMPLICIT_DENY : Decision.ALLOWED;
  }

  private static boolean matches(
      JsonObject statement, String member, String value, boolean anyCase) {
    return values(statement.find(member).orElse("*"))
        .anyMatch(pattern -> wildcard(pattern, anyCase).matcher(value).matches());
  }

  private boolean conditionsMet(JsonObject statement, Set<String> missing) {
    Optional<JsonObject> conditions = statement.findObject("Condition");
    return conditions.isEmpty()
        || conditions.get().members().keySet().stream()
            .allMatch(
                operator -> operatorMet(operator, conditions.get().object(operator), missing));
  }

  private boolean operatorMet(String operator, JsonObject keys, Set<String> missing) {
    return keys.members().entrySet().stream()
        .map(key -> keyMet(operator, key.getKey(), values(key.getValue()).toList(), missing))
        .reduce(true, Boolean::logicalAnd);
  }

  private boolean keyMet(String operator, String key, List<String> wanted, Set<String> missing) {
    List<String> given = context.get(key);
    if (operator.equals("Null")) {
      return Boolean.parseBoolean(wanted.getFirst()) == (given == null);
    }
    if (given == null) {
      missing.add(key);
      // For all of no values, anything holds.
      return operator.startsWith("ForAllValues:");
    }
    BiPredicate<String, String> test = test(operator.substring(operator.indexOf(':') + 1));
    return given.stream()
        .allMatch(value -> wanted.stream().anyMatch(pattern -> test.test(pattern, value)));
  }

  private static BiPredicate<String, String> test(String operator) {
    return switch (operator) {
      case "StringEquals", "ArnEquals" -> String::equals;
      case "StringLike", "ArnLike" ->
          (pattern, value) -> wildcard(pattern, false).matcher(value).matches();
      default ->
          throw AwsFailure.of(
              "InvalidInput", "The stand-in does not support the condition operator " + operator);
    };
  }

  private static Stream<String> values(Object oneOrMore) {
    return oneOrMore instanceof List<?> list
        ? list.stream().map(String::valueOf)
        : Stream.of(String.valueOf(oneOrMore));
  }

  private static Pattern wildcard(String pattern, boolean anyCase) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, anyCase ? Pattern.CASE_INSENSITIVE : 0);
  }
}
