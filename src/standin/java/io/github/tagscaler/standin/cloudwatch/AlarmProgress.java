package io.github.tagscaler.standin.cloudwatch;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.Alarm;
import java.time.Instant;
import java.util.Optional;

/** How far an alarm has been evaluated. */
final class AlarmProgress {

  private final JsonObject definition;
  private final Optional<MetricAlarm> watch;
  private Optional<Instant> actedOn;
  private Optional<Instant> restingSince = Optional.empty();

  private AlarmProgress(Alarm alarm, Optional<Instant> actedOn) {
    this.definition = alarm.definition();
    this.watch = MetricAlarm.of(alarm);
    this.actedOn = actedOn;
  }

  static AlarmProgress over(Alarm alarm) {
    return new AlarmProgress(alarm, Optional.empty());
  }

  /** This one if the alarm is still the same, or a new one for the changed alarm. */
  AlarmProgress goOn(Alarm alarm) {
    return definition.equals(alarm.definition()) ? this : new AlarmProgress(alarm, actedOn);
  }

  /** What the alarm watches; nothing if it is of a kind that is not evaluated here. */
  Optional<MetricAlarm> watch() {
    return watch;
  }

  /** Skip evaluations until there is data again: their result would be the same. */
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
