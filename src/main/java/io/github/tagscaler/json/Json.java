package io.github.tagscaler.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value. Reading a member never fails: a missing member, or a member of a value that is not
 * an object, is {@link Null}, because events come from outside and may have any form.
 */
public sealed interface Json {

  /** An object; members keep the order in which they were given. */
  record Obj(SequencedMap<String, Json> members) implements Json {
    public Obj {
      members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** A string. */
  record Str(String value) implements Json {}

  /** A number, exact. */
  record Num(BigDecimal value) implements Json {}

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements Json {}

  /** {@code null}, and whatever is not there. */
  record Null() implements Json {
    /** The one that is needed. */
    public static final Null NULL = new Null();
  }

  /** The member of that name, or {@link Null}. */
  default Json get(String name) {
    return this instanceof Obj(var members) ? members.getOrDefault(name, Null.NULL) : Null.NULL;
  }

  /** The text of a string; empty for everything else. */
  default Optional<String> text() {
    return this instanceof Str(var value) ? Optional.of(value) : Optional.empty();
  }

  /** The items of an array; none for everything else. */
  default Stream<Json> stream() {
    return this instanceof Arr(var items) ? items.stream() : Stream.empty();
  }

  /** Whether this is {@code null} or missing. */
  default boolean isNull() {
    return this instanceof Null;
  }

  /** The value as compact JSON text. */
  default String write() {
    var out = new StringBuilder(256);
    write(this, out);
    return out.toString();
  }

  private static void write(Json value, StringBuilder out) {
    switch (value) {
      case Null() -> out.append("null");
      case Bool(var bool) -> out.append(bool);
      case Num(var number) -> out.append(number.toString());
      case Str(var text) -> JsonText.append(text, out);
      case Arr(var items) -> {
        out.append('[');
        var separator = "";
        for (var item : items) {
          out.append(separator);
          write(item, out);
          separator = ",";
        }
        out.append(']');
      }
      case Obj(var members) -> {
        out.append('{');
        var separator = "";
        for (var member : members.entrySet()) {
          out.append(separator);
          JsonText.append(member.getKey(), out);
          out.append(':');
          write(member.getValue(), out);
          separator = ",";
        }
        out.append('}');
      }
    }
  }

  /** A string, or {@link Null} for {@code null}. */
  static Json of(@Nullable String value) {
    return value == null ? Null.NULL : new Str(value);
  }

  /** A whole number. */
  static Json of(long value) {
    return new Num(BigDecimal.valueOf(value));
  }

  /** A number. */
  static Json of(BigDecimal value) {
    return new Num(value);
  }

  /** A truth value. */
  static Json of(boolean value) {
    return new Bool(value);
  }

  /** An array of strings. */
  static Json ofStrings(List<String> values) {
    return new Arr(values.stream().<Json>map(Str::new).toList());
  }

  /** An object whose members are all strings. */
  static Json ofStrings(Map<String, String> values) {
    var members = new LinkedHashMap<String, Json>();
    values.forEach((name, value) -> members.put(name, new Str(value)));
    return new Obj(members);
  }

  /** Starts an object. */
  static ObjectBuilder object() {
    return new ObjectBuilder();
  }

  /** Collects the members of an object, in order. */
  final class ObjectBuilder {
    private final LinkedHashMap<String, Json> members = new LinkedHashMap<>();

    private ObjectBuilder() {}

    public ObjectBuilder put(String name, Json value) {
      members.put(name, value);
      return this;
    }

    public ObjectBuilder put(String name, @Nullable String value) {
      return put(name, Json.of(value));
    }

    public ObjectBuilder put(String name, long value) {
      return put(name, Json.of(value));
    }

    public ObjectBuilder put(String name, boolean value) {
      return put(name, Json.of(value));
    }

    public Obj build() {
      return new Obj(members);
    }
  }
}
