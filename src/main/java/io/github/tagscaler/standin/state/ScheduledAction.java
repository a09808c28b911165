package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.clock.Schedule;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of bounds that happens by the clock.
 *
 * @param json what DescribeScheduledActions tells of it
 * @param lastLooked until when its schedule has been followed
 */
public record ScheduledAction(JsonObject json, Schedule schedule, Instant lastLooked) {

  public String name() {
    return json.text("ScheduledActionName");
  }

  /** The bounds to set, of which one may be missing. */
  public JsonObject bounds() {
    return json.object("ScalableTargetAction");
  }

  /** When it will run next, between its start and its end. */
  public Optional<Instant> next() {
    Instant start = json.findTime("StartTime").orElse(Instant.MIN);
    // A run at the very moment of the start counts.
    Instant after = lastLooked.isBefore(start) ? start.minusMillis(1) : lastLooked;
    return schedule
        .next(after)
        .filter(next -> !next.isAfter(json.findTime("EndTime").orElse(Instant.MAX)));
  }

  public ScheduledAction lookedUntil(Instant moment) {
    return new ScheduledAction(json, schedule, moment);
  }
}
