package io.github.tagscaler.standin.wire;

import io.github.tagscaler.standin.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Writes values as the query protocol does: lists have {@code member} elements. */
final class XmlText {

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  void open(String name, Optional<String> namespace) {
    out.append('<').append(name);
    namespace.ifPresent(uri -> out.append(" xmlns=\"").append(uri).append('"'));
    out.append('>');
    open.push(name);
  }

  void close() {
    out.append("</").append(open.pop()).append('>');
  }

  void leaf(String name, String value) {
    open(name, Optional.empty());
    value.codePoints().forEach(this::character);
    close();
  }

  void members(JsonObject object) {
    object.members().forEach(this::element);
  }

  private void element(String name, Object value) {
    switch (value) {
      case JsonObject object -> {
        open(name, Optional.empty());
        members(object);
        close();
      }
      case List<?> list -> {
        open(name, Optional.empty());
        list.forEach(item -> element("member", item));
        close();
      }
      // An Instant's own form is ISO 8601, as the protocol wants it.
      default -> leaf(name, value.toString());
    }
  }

  private void character(int c) {
    switch (c) {
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '&' -> out.append("&amp;");
      case '"' -> out.append("&quot;");
      default -> out.appendCodePoint(c);
    }
  }

  String text() {
    return out.toString();
  }
}
