package io.github.tagscaler.outcome;

import io.github.tagscaler.json.Json;

/**
 * One change made or planned, as an entry of an outcome.
 *
 * @param name what was changed; a scalable target goes by its resource ID
 * @param before what was there, {@link Json.Null} if nothing was
 * @param after what is there now, {@link Json.Null} if nothing is
 */
public record ChangeEntry(Action action, Type type, String name, Json before, Json after) {

  /** What is done. */
  public enum Action {
    CREATE("create"),
    UPDATE("update"),
    DELETE("delete");

    private final String wire;

    Action(String wire) {
      this.wire = wire;
    }

    /** As outcomes spell it. */
    public String wire() {
      return wire;
    }
  }

  /** To what it is done. */
  public enum Type {
    TARGET("target"),
    POLICY("policy"),
    SCHEDULED_ACTION("scheduledAction"),
    ALARM("alarm"),
    TAG("tag");

    private final String wire;

    Type(String wire) {
      this.wire = wire;
    }

    /** As outcomes spell it. */
    public String wire() {
      return wire;
    }
  }
}
