package io.github.tagscaler.standin.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Reads JSON strictly by RFC 8259: no trailing text, no comments, no duplicate names. A null member
 * is read as left out; a null in a list is refused.
 */
public final class JsonReader {

  private static final int MAX_DEPTH = 100;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /** The object that the whole text is. */
  public static JsonObject object(String text) {
    if (read(text) instanceof JsonObject object) {
      return object;
    }
    throw new JsonException("a JSON object is expected");
  }

  /** The value that the whole text is. */
  public static Object read(String text) {
    var reader = new JsonReader(text);
    Object value = reader.value().orElseThrow(() -> reader.wrong("null means nothing here"));
    reader.space();
    if (reader.at < text.length()) {
      throw reader.wrong("nothing more is expected");
    }
    return value;
  }

  private Optional<Object> value() {
    space();
    return switch (peek()) {
      case '{' -> Optional.of(nested(this::members));
      case '[' -> Optional.of(nested(this::items));
      case '"' -> Optional.of(string());
      case 't' -> Optional.of(word("true", true));
      case 'f' -> Optional.of(word("false", false));
      case 'n' -> {
        word("null", false);
        yield Optional.empty();
      }
      default -> Optional.of(number());
    };
  }

  private Object nested(java.util.function.Supplier<Object> inner) {
    if (++depth > MAX_DEPTH) {
      throw wrong("nested deeper than " + MAX_DEPTH);
    }
    at++;
    Object value = inner.get();
    depth--;
    return value;
  }

  private JsonObject members() {
    var members = new LinkedHashMap<String, Object>();
    var names = new java.util.HashSet<String>();
    if (closes('}')) {
      return JsonObject.EMPTY;
    }
    do {
      space();
      String name = string();
      if (!names.add(name)) {
        throw wrong("\"" + name + "\" is there twice");
      }
      space();
      expect(':');
      value().ifPresent(value -> members.put(name, value));
    } while (more('}'));
    return JsonObject.copyOf(members);
  }

  private List<Object> items() {
    var items = new ArrayList<Object>();
    if (closes(']')) {
      return List.of();
    }
    do {
      items.add(value().orElseThrow(() -> wrong("a list holds no null")));
    } while (more(']'));
    return List.copyOf(items);
  }

  private boolean closes(char end) {
    space();
    if (peek() != end) {
      return false;
    }
    at++;
    return true;
  }

  private boolean more(char end) {
    if (closes(end)) {
      return false;
    }
    expect(',');
    return true;
  }

  private String string() {
    expect('"');
    var out = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') {
        throw wrong("a control character must be escaped");
      }
      out.append(c == '\\' ? escaped() : c);
    }
    return out.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("unknown escape");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw wrong("four hexadecimal digits are expected");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?")) {
      throw wrong("a JSON value is expected");
    }
    var decimal = new BigDecimal(number);
    boolean whole = number.matches("-?[0-9]{1,18}");
    return whole ? Long.valueOf(decimal.longValue()) : decimal;
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("a JSON value is expected");
    }
    at += word.length();
    return value;
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      at--;
      throw wrong("'" + wanted + "' is expected");
    }
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("the text ends too early");
    }
    return text.charAt(at);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonException wrong(String expected) {
    return new JsonException("at character " + (at + 1) + ": " + expected);
  }
}
