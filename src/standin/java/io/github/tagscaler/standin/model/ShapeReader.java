package io.github.tagscaler.standin.model;

import io.github.tagscaler.standin.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads one shape of a botocore service model. */
final class ShapeReader {

  private ShapeReader() {}

  static Shape read(JsonObject json) {
    String type = json.text("type");
    return switch (type) {
      case "structure" -> structure(json);
      case "list" ->
          new Shape.ListOf(
              json.object("member").text("shape"), range(json), json.flag("flattened"));
      case "map" ->
          new Shape.MapOf(
              json.object("key").text("shape"), json.object("value").text("shape"), range(json));
      case "string" ->
          new Shape.Text(
              range(json), json.findText("pattern").map(Pattern::compile), json.texts("enum"));
      case "integer" -> new Shape.Whole(range(json), false);
      case "long" -> new Shape.Whole(range(json), true);
      case "float", "double" -> new Shape.Decimal(range(json));
      case "boolean" -> new Shape.Flag();
      case "timestamp" -> new Shape.Time();
      case "blob" -> new Shape.Blob();
      default -> throw new IllegalArgumentException("unknown shape type " + type);
    };
  }

  private static Shape structure(JsonObject json) {
    Map<String, String> members = new LinkedHashMap<>();
    JsonObject all = json.object("members");
    all.members().keySet().forEach(name -> members.put(name, all.object(name).text("shape")));
    return new Shape.Structure(members, new LinkedHashSet<>(json.texts("required")));
  }

  private static Shape.Range range(JsonObject json) {
    return new Shape.Range(
        json.findDecimal("min").map(BigDecimal::doubleValue),
        json.findDecimal("max").map(BigDecimal::doubleValue));
  }
}
