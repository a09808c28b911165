package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.json.JsonObject;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What an account has besides endpoints and their scaling, in the members of AWS's own
 * descriptions. Most of it is seeded, and no call changes it.
 */
public final class Infrastructure {

  /** What there can be. */
  public enum Kind {
    STACK,
    FUNCTION,
    EVENT_SOURCE_MAPPING,
    RULE,
    TRAIL,
    ROLE
  }

  private final Map<Kind, NavigableMap<String, JsonObject>> all = new EnumMap<>(Kind.class);

  /** Everything of a kind, by name. */
  public NavigableMap<String, JsonObject> of(Kind kind) {
    return Collections.unmodifiableNavigableMap(all.getOrDefault(kind, new TreeMap<>()));
  }

  /** Add something, or replace what has its name. */
  public void put(Kind kind, String name, JsonObject description) {
    all.computeIfAbsent(kind, _ -> new TreeMap<>()).put(name, description);
  }

  /** Remove something, if it is there. */
  public void remove(Kind kind, String name) {
    all.computeIfAbsent(kind, _ -> new TreeMap<>()).remove(name);
  }
}
