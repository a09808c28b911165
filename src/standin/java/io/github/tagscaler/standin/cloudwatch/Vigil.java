package io.github.tagscaler.standin.cloudwatch;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.Alarm;
import java.time.Instant;
import java.util.Optional;

/** How far an alarm has been followed. */
final class Vigil {

  private final JsonObject definition;
  private final Optional<Watch> watch;
  private Optional<Instant> actedOn;
  private Optional<Instant> restingSince = Optional.empty();

  private Vigil(Alarm alarm, Optional<Instant> actedOn) {
    this.definition = alarm.definition();
    this.watch = Watch.of(alarm);
    this.actedOn = actedOn;
  }

  static Vigil over(Alarm alarm) {
    return new Vigil(alarm, Optional.empty());
  }

  /** This one if the alarm is still the same, or one over what it has become. */
  Vigil goOn(Alarm alarm) {
    return definition.equals(alarm.definition()) ? this : new Vigil(alarm, actedOn);
  }

  /** What the alarm watches; nothing if it is of a kind that is not evaluated here. */
  Optional<Watch> watch() {
    return watch;
  }

  /** Until there is data again, no evaluation will come to anything else. */
  void rest(Instant since) {
    restingSince = Optional.of(since);
  }

  void stayAwake() {
    restingSince = Optional.empty();
  }

  /** Whether it rests, given when data came last. */
  boolean isResting(Instant lastData) {
    return restingSince.filter(lastData::isBefore).isPresent();
  }

  /**
   * An alarm that stays in its state goes on to act through scaling policies, here once for each
   * datapoint.
   */
  boolean isNew(Instant datapoint) {
    return actedOn.map(datapoint::isAfter).orElse(true);
  }

  void actedOn(Instant datapoint) {
    actedOn = Optional.of(datapoint);
  }
}
