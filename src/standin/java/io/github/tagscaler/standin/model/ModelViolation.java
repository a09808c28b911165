package io.github.tagscaler.standin.model;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonWriter;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** A value is not what AWS's model says it must be. */
public final class ModelViolation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whether AWS would fail to read the value at all, rather than refuse what it reads. */
  private final boolean unreadable;

  private ModelViolation(boolean unreadable, String message) {
    super(message);
    this.unreadable = unreadable;
  }

  static ModelViolation constraints(List<String> violations) {
    String noun = violations.size() == 1 ? " validation error" : " validation errors";
    return new ModelViolation(
        false, violations.size() + noun + " detected: " + String.join("; ", violations));
  }

  /** AWS itself takes unknown members in silence; here they are an error, as they are a mistake. */
  static ModelViolation unknownMember(String path, Collection<String> known) {
    return new ModelViolation(
        true, "Unknown member '" + path + "'; known here are " + new TreeSet<>(known));
  }

  static ModelViolation wrongType(String path, String expected, Object value) {
    return new ModelViolation(
        true, "Expected " + expected + " at '" + path + "', was " + JsonWriter.compact(value));
  }

  static String word(Class<?> type) {
    if (type == String.class) {
      return "a string";
    }
    if (type == Boolean.class) {
      return "a boolean";
    }
    if (type == JsonObject.class) {
      return "an object";
    }
    return Number.class.isAssignableFrom(type) ? "a number" : "a list";
  }

  /** The error that AWS answers with. */
  public AwsFailure toFailure(String validationType) {
    String message = String.valueOf(getMessage());
    return AwsFailure.of(unreadable ? "SerializationException" : validationType, message);
  }
}
