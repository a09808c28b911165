package io.github.tagscaler.standin.json;

import java.util.List;

/** A text is not JSON, or a JSON value is not what was asked for. */
public final class JsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JsonException(String message) {
    super(message);
  }

  static String word(Class<?> type) {
    if (type == String.class) {
      return "a text";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    return List.class.isAssignableFrom(type) ? "a list" : "an object";
  }
}
