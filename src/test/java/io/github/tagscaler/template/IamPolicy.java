package io.github.tagscaler.template;

import io.github.tagscaler.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the statements of a policy as IAM does (IAM user guide, policy evaluation logic and
 * condition operators). An element or operator that no policy here has is refused.
 */
final class IamPolicy {
  /** A request: the context has one or more values for each key. */
  record Request(String action, String resource, Map<String, List<String>> context) {}

  private final List<Json> statements;

  IamPolicy(Stream<Json> statements) {
    this.statements = statements.toList();
  }

  boolean denies(Request request) {
    return applies("Deny", request);
  }

  /** Whether it allows what it does not deny. */
  boolean allows(Request request) {
    return applies("Allow", request) && !denies(request);
  }

  private boolean applies(String effect, Request request) {
    return statements.stream()
        .filter(each -> each.get("Effect").equals(Json.of(effect)))
        .anyMatch(each -> matches(each, request));
  }

  private static boolean matches(Json statement, Request request) {
    return texts(statement.get("Action"))
            .anyMatch(pattern ->
                like(pattern.toLowerCase(Locale.ROOT), request.action().toLowerCase(Locale.ROOT)))
        && matchesResource(statement, request.resource())
        && (statement.get("Condition").isNull()
            || Template.members(statement.get("Condition")).entrySet().stream()
                .allMatch(each -> holds(each.getKey(), each.getValue(), request.context())));
  }

  private static boolean matchesResource(Json statement, String resource) {
    return statement.get("NotResource").isNull()
        ? texts(statement.get("Resource")).anyMatch(pattern -> like(pattern, resource))
        : texts(statement.get("NotResource")).noneMatch(pattern -> like(pattern, resource));
  }

  private static boolean holds(String operator, Json keys, Map<String, List<String>> context) {
    return Template.members(keys).entrySet().stream()
        .allMatch(
            each -> holds(operator, texts(each.getValue()).toList(), context.get(each.getKey())));
  }

  private static boolean holds(String operator, List<String> wanted, @Nullable List<String> given) {
    if (operator.equals("Null")) {
      return Boolean.parseBoolean(wanted.getFirst()) == (given == null);
    }
    var values = given == null ? List.<String>of() : given;
    return switch (operator) {
      case String all when all.startsWith("ForAllValues:") ->
          values.stream().allMatch(value -> any(all.substring(13), wanted, value));
      case String some when some.startsWith("ForAnyValue:") ->
          values.stream().anyMatch(value -> any(some.substring(12), wanted, value));
      // A negated operator holds for a key that the request does not have, the others do not.
      case "StringNotEquals", "StringNotLike", "ArnNotEquals", "ArnNotLike" ->
          values.stream().noneMatch(value -> any(operator.replace("Not", ""), wanted, value));
      default -> values.stream().anyMatch(value -> any(operator, wanted, value));
    };
  }

  private static boolean any(String operator, List<String> wanted, String value) {
    BiPredicate<String, String> test =
        switch (operator) {
          case "StringEquals", "Bool" -> String::equals;
          case "StringLike" -> IamPolicy::like;
          case "ArnEquals", "ArnLike" -> IamPolicy::likeArn;
          default -> throw new IllegalStateException(operator);
        };
    return wanted.stream().anyMatch(pattern -> test.test(pattern, value));
  }

  /** Each of the six parts by itself: an asterisk does not reach beyond a colon. */
  private static boolean likeArn(String pattern, String value) {
    var patterns = pattern.split(":", 6);
    var values = value.split(":", 6);
    return patterns.length == values.length
        && Stream.iterate(0, i -> i < values.length, i -> i + 1)
            .allMatch(i -> like(patterns[i], values[i]));
  }

  private static boolean like(String pattern, String value) {
    return Pattern.matches(
        Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), value);
  }

  private static Stream<String> texts(Json oneOrMore) {
    return oneOrMore.text().isPresent()
        ? oneOrMore.text().stream()
        : oneOrMore.stream().map(each -> each.text().orElseThrow());
  }
}
