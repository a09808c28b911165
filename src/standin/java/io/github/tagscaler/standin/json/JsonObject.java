package io.github.tagscaler.standin.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * An immutable JSON object. Values are String, Boolean, Long, BigDecimal, Instant, List or
 * JsonObject; a member is there or it is not: null is never held, as AWS reads null as left out.
 */
public final class JsonObject {

  public static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

  private final SequencedMap<String, Object> members;

  private JsonObject(SequencedMap<String, Object> members) {
    this.members = members;
  }

  public static JsonObject copyOf(Map<String, ?> members) {
    return new JsonObject(new LinkedHashMap<>(members));
  }

  public static JsonObject of(String name, Object value) {
    return EMPTY.with(name, value);
  }

  public JsonObject with(String name, Object value) {
    var copy = new LinkedHashMap<>(members);
    copy.put(name, value instanceof Integer whole ? Long.valueOf(whole) : value);
    return new JsonObject(copy);
  }

  /** The same with this member, if there is a value for it. */
  public JsonObject with(String name, Optional<?> value) {
    return value.isPresent() ? with(name, (Object) value.get()) : this;
  }

  /** The same with all members of the other, which win over those here. */
  public JsonObject withAll(JsonObject other) {
    var copy = new LinkedHashMap<>(members);
    copy.putAll(other.members);
    return new JsonObject(copy);
  }

  public JsonObject without(String name) {
    var copy = new LinkedHashMap<>(members);
    copy.remove(name);
    return new JsonObject(copy);
  }

  /** Only these members, those that are there. */
  public JsonObject only(List<String> names) {
    var copy = new LinkedHashMap<>(members);
    copy.keySet().retainAll(names);
    return new JsonObject(copy);
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  public SequencedMap<String, Object> members() {
    return Collections.unmodifiableSequencedMap(members);
  }

  public Optional<Object> find(String name) {
    return Optional.ofNullable(members.get(name));
  }

  public String text(String name) {
    return required(name, String.class);
  }

  public Optional<String> findText(String name) {
    return optional(name, String.class);
  }

  public int whole(String name) {
    return Math.toIntExact(required(name, Number.class).longValue());
  }

  public Optional<Integer> findWhole(String name) {
    return optional(name, Number.class).map(number -> Math.toIntExact(number.longValue()));
  }

  public Optional<BigDecimal> findDecimal(String name) {
    return optional(name, Number.class).map(number -> new BigDecimal(number.toString()));
  }

  /** Whether the member is there and true. */
  public boolean flag(String name) {
    return optional(name, Boolean.class).orElse(false);
  }

  public Optional<Instant> findTime(String name) {
    return optional(name, Instant.class);
  }

  public JsonObject object(String name) {
    return required(name, JsonObject.class);
  }

  public Optional<JsonObject> findObject(String name) {
    return optional(name, JsonObject.class);
  }

  /** The objects of a list member, none if it is not there. */
  public List<JsonObject> objects(String name) {
    return list(name, JsonObject.class);
  }

  /** The texts of a list member, none if it is not there. */
  public List<String> texts(String name) {
    return list(name, String.class);
  }

  /** The numbers of a list member, none if it is not there. */
  public List<BigDecimal> decimals(String name) {
    return list(name, Number.class).stream()
        .map(number -> new BigDecimal(number.toString()))
        .toList();
  }

  /** A member that maps text to text, empty if it is not there. */
  public SequencedMap<String, String> textMap(String name) {
    var map = new TreeMap<String, String>();
    findObject(name)
        .ifPresent(
            object -> object.members.keySet().forEach(key -> map.put(key, object.text(key))));
    return map;
  }

  private <T> List<T> list(String name, Class<T> type) {
    return optional(name, List.class).stream()
        .flatMap(List<?>::stream)
        .map(item -> cast("an item of " + name, item, type))
        .toList();
  }

  private <T> T required(String name, Class<T> type) {
    return optional(name, type).orElseThrow(() -> new JsonException("\"" + name + "\" is missing"));
  }

  private <T> Optional<T> optional(String name, Class<T> type) {
    return Optional.ofNullable(members.get(name))
        .map(value -> cast("\"" + name + "\"", value, type));
  }

  private static <T> T cast(String what, Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new JsonException(
          what + " should be " + JsonException.word(type) + ", was " + JsonWriter.compact(value));
    }
    return type.cast(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonObject object && members.equals(object.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return JsonWriter.compact(this);
  }
}
