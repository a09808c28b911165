package io.github.tagscaler.standin.model;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds one value against a shape: gives the value with its times as instants, or throws a {@link
 * ModelViolation}. What is too long, too small or not in an enumeration is collected and reported
 * in AWS's words; a wrong type or an unknown member ends it at once, as a parser would.
 */
public final class Conformance {

  private final ServiceModel model;
  private final List<String> violations = new ArrayList<>();

  private Conformance(ServiceModel model) {
    this.model = model;
  }

  public static JsonObject check(ServiceModel model, String shape, JsonObject value) {
    var conformance = new Conformance(model);
    JsonObject checked = (JsonObject) conformance.value(shape, value, "");
    if (!conformance.violations.isEmpty()) {
      throw ModelViolation.constraints(conformance.violations);
    }
    return checked;
  }

  private Object value(String shapeName, Object value, String path) {
    return switch (model.shape(shapeName)) {
      case Shape.Structure structure ->
          structure(structure, typed(value, JsonObject.class, path), path);
      case Shape.ListOf list -> list(list, typed(value, List.class, path), path);
      case Shape.MapOf map -> map(map, typed(value, JsonObject.class, path), path);
      case Shape.Text text -> text(text, typed(value, String.class, path), path);
      case Shape.Whole whole -> whole(whole, value, path);
      case Shape.Decimal decimal -> decimal(decimal, typed(value, Number.class, path), path);
      case Shape.Flag() -> typed(value, Boolean.class, path);
      case Shape.Time() -> time(value, path);
      case Shape.Blob() -> typed(value, String.class, path);
    };
  }

  private JsonObject structure(Shape.Structure shape, JsonObject value, String path) {
    for (String name : shape.required()) {
      if (!value.has(name)) {
        violations.add(
            "Value null at '"
                + path(path, name)
                + "' failed to satisfy constraint: Member must not be null");
      }
    }
    Map<String, Object> checked = new LinkedHashMap<>();
    for (var member : value.members().entrySet()) {
      String name = member.getKey();
      String shapeName = shape.members().get(name);
      if (shapeName == null) {
        throw ModelViolation.unknownMember(path(path, name), shape.members().keySet());
      }
      checked.put(name, value(shapeName, member.getValue(), path(path, name)));
    }
    return JsonObject.copyOf(checked);
  }

  private List<Object> list(Shape.ListOf shape, List<?> value, String path) {
    length(shape.length(), value.size(), value, path);
    List<Object> checked = new ArrayList<>();
    for (Object item : value) {
      checked.add(value(shape.member(), item, path + "." + (checked.size() + 1) + ".member"));
    }
    return List.copyOf(checked);
  }

  private JsonObject map(Shape.MapOf shape, JsonObject value, String path) {
    length(shape.size(), value.members().size(), value, path);
    Map<String, Object> checked = new LinkedHashMap<>();
    for (var entry : value.members().entrySet()) {
      String key = (String) value(shape.key(), entry.getKey(), path);
      checked.put(key, value(shape.value(), entry.getValue(), path + "." + key + ".member"));
    }
    return JsonObject.copyOf(checked);
  }

  private String text(Shape.Text shape, String value, String path) {
    length(shape.length(), value.codePointCount(0, value.length()), value, path);
    if (shape.pattern().isPresent() && !shape.pattern().get().matcher(value).matches()) {
      violate(
          value, path, "Member must satisfy regular expression pattern: " + shape.pattern().get());
    }
    if (!shape.values().isEmpty() && !shape.values().contains(value)) {
      violate(value, path, "Member must satisfy enum value set: " + shape.values());
    }
    return value;
  }

  private Object whole(Shape.Whole shape, Object value, String path) {
    long limit = shape.isLong() ? Long.MAX_VALUE : Integer.MAX_VALUE;
    if (!(value instanceof Long number) || Math.abs(number) > limit) {
      throw ModelViolation.wrongType(path, shape.isLong() ? "a long" : "an integer", value);
    }
    range(shape.range(), number, number, path);
    return number;
  }

  private Object decimal(Shape.Decimal shape, Number value, String path) {
    range(shape.range(), value.doubleValue(), value, path);
    return value;
  }

  private static Instant time(Object value, String path) {
    return switch (value) {
      case Instant instant -> instant;
      case Number seconds ->
          Instant.ofEpochMilli(new BigDecimal(seconds.toString()).movePointRight(3).longValue());
      default -> throw ModelViolation.wrongType(path, "a timestamp in seconds", value);
    };
  }

  private void length(Shape.Range range, int length, Object value, String path) {
    if (range.isTooSmall(length)) {
      violate(
          value,
          path,
          "Member must have length greater than or equal to " + bound(range.min().get()));
    }
    if (range.isTooLarge(length)) {
      violate(
          value, path, "Member must have length less than or equal to " + bound(range.max().get()));
    }
  }

  private void range(Shape.Range range, double number, Object value, String path) {
    if (range.isTooSmall(number)) {
      violate(
          value,
          path,
          "Member must have value greater than or equal to " + bound(range.min().get()));
    }
    if (range.isTooLarge(number)) {
      violate(
          value, path, "Member must have value less than or equal to " + bound(range.max().get()));
    }
  }

  private static String bound(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }

  private void violate(Object value, String path, String constraint) {
    String shown = value instanceof String text ? text : JsonWriter.compact(value);
    violations.add(
        "Value '" + shown + "' at '" + path + "' failed to satisfy constraint: " + constraint);
  }

  private static <T> T typed(Object value, Class<T> type, String path) {
    if (!type.isInstance(value)) {
      throw ModelViolation.wrongType(path, ModelViolation.word(type), value);
    }
    return type.cast(value);
  }

  /** AWS's messages name members with a lower-case first letter. */
  private static String path(String path, String member) {
    String name = Character.toLowerCase(member.charAt(0)) + member.substring(1);
    return path.isEmpty() ? name : path + "." + name;
  }
}
