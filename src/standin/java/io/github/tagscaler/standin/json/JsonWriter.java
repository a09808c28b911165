package io.github.tagscaler.standin.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a JSON value as text. */
public final class JsonWriter {

  /** How a time is written: AWS's JSON protocols use seconds as a number, people read ISO. */
  private enum Times {
    EPOCH_SECONDS,
    ISO
  }

  private final StringBuilder out = new StringBuilder();
  private final Times times;
  private final boolean canonical;

  private JsonWriter(Times times, boolean canonical) {
    this.times = times;
    this.canonical = canonical;
  }

  /** As AWS's JSON protocols have it: times are epoch seconds with three decimals. */
  public static String wire(Object value) {
    return new JsonWriter(Times.EPOCH_SECONDS, false).text(value);
  }

  /** On one line, times as ISO texts. */
  public static String compact(Object value) {
    return new JsonWriter(Times.ISO, false).text(value);
  }

  /** For people and for comparing: names sorted, indented by two, times as ISO texts. */
  public static String canonical(Object value) {
    return new JsonWriter(Times.ISO, true).text(value) + "\n";
  }

  private String text(Object value) {
    write(value, 0);
    return out.toString();
  }

  private void write(Object value, int depth) {
    switch (value) {
      // Only a representation has it: to AWS's clients it is the same as no member.
      case null -> out.append("null");
      case JsonObject object -> members(object, depth);
      case List<?> list -> items(list, depth);
      case String string -> string(string);
      case Instant time -> time(time);
      case BigDecimal decimal -> out.append(plain(decimal));
      default -> out.append(value);
    }
  }

  /** A decimal without needless zeros, so that 0.50 and 0.5 are the same text. */
  private static String plain(BigDecimal decimal) {
    BigDecimal stripped = decimal.stripTrailingZeros();
    return Math.abs(stripped.scale()) > 30 ? stripped.toString() : stripped.toPlainString();
  }

  private void time(Instant time) {
    if (times == Times.ISO) {
      string(time.toString());
      return;
    }
    out.append(
        BigDecimal.valueOf(time.toEpochMilli())
            .divide(BigDecimal.valueOf(1000), 3, RoundingMode.DOWN));
  }

  private void members(JsonObject object, int depth) {
    Map<String, Object> members = canonical ? new TreeMap<>(object.members()) : object.members();
    out.append('{');
    String separator = "";
    for (var member : members.entrySet()) {
      out.append(separator);
      line(depth + 1);
      string(member.getKey());
      out.append(canonical ? ": " : ":");
      write(member.getValue(), depth + 1);
      separator = ",";
    }
    if (!members.isEmpty()) {
      line(depth);
    }
    out.append('}');
  }

  private void items(List<?> list, int depth) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      line(depth + 1);
      write(item, depth + 1);
      separator = ",";
    }
    if (!list.isEmpty()) {
      line(depth);
    }
    out.append(']');
  }

  private void line(int depth) {
    if (canonical) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
          out.append("\\u%04x".formatted((int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
