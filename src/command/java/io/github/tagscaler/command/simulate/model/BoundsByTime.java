package io.github.tagscaler.command.simulate.model;

import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.policy.setting.ActionEntry.When;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Bounds;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The bounds in force, minute by minute: by schedule, by actions, or always the same. */
final class BoundsByTime {
  private final DesiredPolicy policy;
  private final Optional<Timeline<Bounds>> week;
  private Bounds inForce;
  private Instant until = Instant.MIN;
  private String cause = "the bounds at the start";

  BoundsByTime(DesiredPolicy policy) {
    this.policy = policy;
    this.week = policy.schedule().map(schedule -> schedule.timeline().map(SourcedBounds::bounds));
    this.inForce = policy.base().bounds();
  }

  /** The bounds at that time; each call is for a later time than the one before. */
  Bounds at(Instant time) {
    if (week.isPresent() && !time.isBefore(until)) {
      var now = week.get().at(time);
      if (!now.equals(inForce)) {
        cause = "the schedule sets " + now;
      }
      inForce = now;
      until = week.get().next(time).map(next -> next.toInstant()).orElse(Instant.MAX);
    }
    if (!policy.actions().isEmpty() && time.truncatedTo(ChronoUnit.MINUTES).equals(time)) {
      policy.actions().stream()
          .filter(action -> fires(action, time))
          .forEach(action -> {
            inForce = action.bounds().bounds();
            cause = "action %s sets %s".formatted(action.name(), inForce);
          });
    }
    return inForce;
  }

  /** What set the bounds that are in force. */
  String cause() {
    return cause;
  }

  private static boolean fires(DesiredPolicy.Action action, Instant minute) {
    var local = LocalDateTime.ofInstant(minute, action.zone());
    return switch (action.when()) {
      case When.At(var time) -> time.truncatedTo(ChronoUnit.MINUTES).equals(local);
      case When.Cron(var fields) -> CronTimes.matches(fields, local);
    };
  }
}
