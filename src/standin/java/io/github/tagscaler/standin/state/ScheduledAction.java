package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.clock.Schedule;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of bounds that happens by the clock.
 *
 * @param json the description of DescribeScheduledActions
 * @param next when it will run next, if ever
 */
public record ScheduledAction(JsonObject json, Schedule schedule, Optional<Instant> next) {

  /** An action whose schedule has been followed until this moment. */
  public static ScheduledAction followedUntil(Instant moment, JsonObject json, Schedule schedule) {
    // A run at the very moment of the start counts.
    Instant after =
        json.findTime("StartTime")
            .filter(moment::isBefore)
            .map(start -> start.minusMillis(1))
            .orElse(moment);
    Optional<Instant> next =
        schedule
            .next(after)
            .filter(time -> json.findTime("EndTime").map(end -> !time.isAfter(end)).orElse(true));
    return new ScheduledAction(json, schedule, next);
  }

  public String name() {
    return json.text("ScheduledActionName");
  }

  /** The bounds to set, of which one may be missing. */
  public JsonObject bounds() {
    return json.object("ScalableTargetAction");
  }

  public ScheduledAction followedUntil(Instant moment) {
    return followedUntil(moment, json, schedule);
  }
}
