package io.github.tagscaler.standin.wire;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.model.ServiceModel;
import io.github.tagscaler.standin.model.Shape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Reads the flat names of a form, such as {@code Dimensions.member.1.Name}, by their shapes. */
final class FormReader {

  private final ServiceModel model;

  /** Sorted, so that the members of a structure are found without a search through all names. */
  private final NavigableMap<String, String> form;

  FormReader(ServiceModel model, Map<String, String> form) {
    this.model = model;
    this.form = new TreeMap<>(form);
  }

  JsonObject structure(String shape) {
    Object read = read(shape, "");
    if (!form.isEmpty()) {
      throw AwsFailure.of("MalformedInput", "Unknown members " + form.keySet());
    }
    return (JsonObject) read;
  }

  /** What is read is taken out of the form, so that what is left was not known. */
  private Object read(String shapeName, String name) {
    return switch (model.shape(shapeName)) {
      case Shape.Structure structure -> members(structure, name);
      case Shape.ListOf list -> items(list, name);
      case Shape.Text _ -> take(name);
      case Shape.Flag _ -> flag(take(name), name);
      case Shape.Whole _, Shape.Decimal _ -> number(take(name), name);
      case Shape.Time _ -> Instant.parse(take(name));
      case Shape.MapOf _, Shape.Blob _ ->
          throw new IllegalArgumentException("no form of " + shapeName + " is known");
    };
  }

  private JsonObject members(Shape.Structure structure, String name) {
    Map<String, Object> members = new LinkedHashMap<>();
    structure
        .members()
        .forEach((member, shape) -> {
          String path = name.isEmpty() ? member : name + "." + member;
          if (isThere(path)) {
            members.put(member, read(shape, path));
          }
        });
    return JsonObject.copyOf(members);
  }

  private List<Object> items(Shape.ListOf list, String name) {
    // An empty list is sent as an empty value.
    if (form.containsKey(name)) {
      form.remove(name);
      return List.of();
    }
    List<Object> items = new ArrayList<>();
    for (int i = 1; isThere(name + ".member." + i); i++) {
      items.add(read(list.member(), name + ".member." + i));
    }
    return items;
  }

  private boolean isThere(String path) {
    var prefix = path + ".";
    var next = form.ceilingKey(prefix);
    return form.containsKey(path) || (next != null && next.startsWith(prefix));
  }

  private String take(String name) {
    String value = form.remove(name);
    if (value == null) {
      throw AwsFailure.of("MalformedInput", name + " is not a single value");
    }
    return value;
  }

  private static Boolean flag(String text, String name) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw AwsFailure.of("MalformedInput", name + " must be true or false");
    };
  }

  private static Number number(String text, String name) {
    try {
      var decimal = new BigDecimal(text);
      return text.matches("-?[0-9]{1,18}") ? Long.valueOf(decimal.longValue()) : decimal;
    } catch (NumberFormatException e) {
      throw AwsFailure.of("MalformedInput", name + " must be a number, was " + text);
    }
  }
}
