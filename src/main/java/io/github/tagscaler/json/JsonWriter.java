package io.github.tagscaler.json;

import java.util.Iterator;

/**
 * Writes compact JSON. Everything outside printable ASCII is escaped, so that a log line stays one
 * line.
 */
final class JsonWriter {
  private JsonWriter() {}

  static String write(Json value) {
    var out = new StringBuilder(256);
    write(value, out);
    return out.toString();
  }

  private static void write(Json value, StringBuilder out) {
    switch (value) {
      case Json.Null() -> out.append("null");
      case Json.Bool(var bool) -> out.append(bool);
      case Json.Num(var number) -> out.append(number.toString());
      case Json.Str(var text) -> writeString(text, out);
      case Json.Arr(var items) -> {
        out.append('[');
        for (Iterator<Json> each = items.iterator(); each.hasNext(); ) {
          write(each.next(), out);
          if (each.hasNext()) {
            out.append(',');
          }
        }
        out.append(']');
      }
      case Json.Obj(var members) -> {
        out.append('{');
        for (var each = members.entrySet().iterator(); each.hasNext(); ) {
          var member = each.next();
          writeString(member.getKey(), out);
          out.append(':');
          write(member.getValue(), out);
          if (each.hasNext()) {
            out.append(',');
          }
        }
        out.append('}');
      }
    }
  }

  private static void writeString(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c > '~') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
