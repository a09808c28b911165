package io.github.tagscaler.standin.events;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An event pattern, with the filters of the EventBridge user guide that rules here use. Another one
 * is refused, so that no rule seems to match that does not.
 */
final class EventPattern {

  private final JsonObject pattern;

  EventPattern(JsonObject pattern) {
    this.pattern = pattern;
  }

  boolean matches(JsonObject event) {
    return matches(pattern, Optional.of(event));
  }

  private static boolean matches(JsonObject pattern, Optional<JsonObject> event) {
    return pattern.members().entrySet().stream()
        .map(member -> matches(member, event))
        .reduce(true, Boolean::logicalAnd);
  }

  private static boolean matches(Map.Entry<String, Object> member, Optional<JsonObject> event) {
    if (member.getKey().equals("$or")) {
      return either(member.getValue(), event);
    }
    Optional<Object> value = event.flatMap(object -> object.find(member.getKey()));
    return switch (member.getValue()) {
      case JsonObject nested ->
          matches(nested, value.filter(JsonObject.class::isInstance).map(JsonObject.class::cast));
      case List<?> filters ->
          filters.stream().map(filter -> accepts(filter, value)).reduce(false, Boolean::logicalOr);
      default -> throw invalid("\"" + member.getKey() + "\" must be an object or an array");
    };
  }

  /** The alternatives are patterns for the object that has the {@code $or}. */
  private static boolean either(Object alternatives, Optional<JsonObject> event) {
    if (!(alternatives instanceof List<?> list)
        || list.size() < 2
        || !list.stream().allMatch(JsonObject.class::isInstance)) {
      throw invalid("\"$or\" must be an array of at least two objects");
    }
    return list.stream()
        .map(each -> matches((JsonObject) each, event))
        .reduce(false, Boolean::logicalOr);
  }

  private static boolean accepts(Object filter, Optional<Object> value) {
    if (!(filter instanceof JsonObject operator)) {
      return values(value).anyMatch(filter::equals);
    }
    if (operator.members().size() != 1) {
      throw invalid("Only one key allowed in match expression");
    }
    Map.Entry<String, Object> only = operator.members().firstEntry();
    return switch (only.getKey()) {
      case "exists" -> only.getValue().equals(value.isPresent());
      case "prefix" -> texts(value).anyMatch(text -> text.startsWith(text(only)));
      case "suffix" -> texts(value).anyMatch(text -> text.endsWith(text(only)));
      case "equals-ignore-case" -> texts(value).anyMatch(text(only)::equalsIgnoreCase);
      case "wildcard" ->
          texts(value).anyMatch(text -> wildcard(text(only)).matcher(text).matches());
      case "anything-but" ->
          values(value)
              .anyMatch(one -> values(Optional.of(only.getValue())).noneMatch(one::equals));
      default -> throw invalid("Unrecognized match type " + only.getKey());
    };
  }

  private static String text(Map.Entry<String, Object> operator) {
    if (operator.getValue() instanceof String text) {
      return text;
    }
    throw invalid(operator.getKey() + " match pattern must be a string");
  }

  private static Stream<?> values(Optional<Object> value) {
    return value.stream()
        .flatMap(one -> one instanceof List<?> list ? list.stream() : Stream.of(one));
  }

  private static Stream<String> texts(Optional<Object> value) {
    return values(value).filter(String.class::isInstance).map(String.class::cast);
  }

  private static Pattern wildcard(String pattern) {
    return Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
  }

  private static AwsFailure invalid(String reason) {
    return AwsFailure.of(
        "InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
  }
}
