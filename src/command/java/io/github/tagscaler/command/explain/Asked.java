package io.github.tagscaler.command.explain;

import io.github.tagscaler.outcome.InForce;
import io.github.tagscaler.outcome.InForcePhrase;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.DesiredPolicy.Action;
import io.github.tagscaler.policy.DesiredPolicy.Step;
import io.github.tagscaler.policy.DesiredPolicy.Track;
import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.policy.setting.ActionEntry.When;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ScalableDimension;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the tags of a target ask for, value by value.
 *
 * @param inForce the bounds that are right now
 * @param until when the schedule changes them next
 * @param then the bounds from then on
 * @param phrase all of it in one phrase
 * @param values each value with its origin
 * @param week the bounds by the time of the week, if there is a schedule
 */
public record Asked(
    SourcedBounds inForce,
    Optional<ZonedDateTime> until,
    Optional<Bounds> then,
    String phrase,
    List<AskedValue> values,
    Optional<Timeline<Bounds>> week) {
  public Asked {
    values = List.copyOf(values);
  }

  /** What a desired policy asks for at that time. */
  public static Asked of(DesiredPolicy policy, ScalableDimension dimension, Instant now) {
    var schedule = policy.schedule().map(DesiredPolicy.Schedule::timeline);
    var inForce = schedule.map(week -> week.at(now)).orElse(policy.base());
    var until = schedule.flatMap(week -> week.map(SourcedBounds::bounds).next(now));
    return new Asked(
        inForce,
        until,
        until.map(change -> schedule.orElseThrow().at(change.toInstant()).bounds()),
        phrase(policy, inForce, until, dimension),
        values(policy, inForce),
        schedule.map(week -> week.map(SourcedBounds::bounds)));
  }

  private static String phrase(
      DesiredPolicy policy,
      SourcedBounds inForce,
      Optional<ZonedDateTime> until,
      ScalableDimension dimension) {
    return InForcePhrase.of(
        new InForce(
            inForce.bounds(),
            until.orElse(null),
            policy.tracks().stream()
                .map(track -> new InForce.Track(track.name(), track.target().value()))
                .toList(),
            policy.steps().stream().map(Step::name).toList(),
            List.of()),
        dimension);
  }

  private static List<AskedValue> values(DesiredPolicy policy, SourcedBounds inForce) {
    var values = new ArrayList<AskedValue>();
    values.add(value("min", inForce.min().value(), inForce.min().origin()));
    values.add(value("max", inForce.max().value(), inForce.max().origin()));
    policy
        .schedule()
        .ifPresent(schedule ->
            values.add(new AskedValue("schedule", weekly(schedule.timeline()), schedule.origin())));
    policy.actions().forEach(action -> values.add(action(action)));
    var tracks = policy.tracks();
    tracks.forEach(track -> values.addAll(track(track, tracks.size() > 1)));
    policy.steps().forEach(step -> values.add(step(step)));
    var wake = policy.wake();
    if (wake.value() || !(wake.origin() instanceof Origin.BuiltIn)) {
      values.add(new AskedValue("wake", wake.value() ? "on" : "off", wake.origin()));
    }
    if (policy.restores()) {
      values.add(new AskedValue("restore", "on", policy.restore().origin()));
    }
    return values;
  }

  /** The bounds of the week: {@code 2-8, 1-2}. */
  private static String weekly(Timeline<SourcedBounds> week) {
    return week.map(SourcedBounds::bounds).all().stream()
        .sorted(Comparator.comparingInt(Bounds::max).thenComparingInt(Bounds::min).reversed())
        .map(Bounds::toString)
        .collect(Collectors.joining(", "));
  }

  private static AskedValue value(String name, int value, Origin origin) {
    return new AskedValue(name, String.valueOf(value), origin);
  }

  private static AskedValue action(Action action) {
    var when =
        switch (action.when()) {
          case When.Cron(var fields) -> "cron(" + fields + ")";
          case When.At(var time) -> "at " + time;
        };
    return new AskedValue(
        "action " + action.name(),
        "%s from %s %s".formatted(action.bounds().bounds(), when, action.zone().getId()),
        action.bounds().max().origin());
  }

  private static List<AskedValue> track(Track track, boolean several) {
    var prefix = several ? track.name() + ": " : "";
    return List.of(
        new AskedValue(
            "target",
            plain(track.target().value()) + " (" + track.name() + ")",
            track.target().origin()),
        new AskedValue(
            prefix + "scale-in-cooldown",
            duration(track.scaleInCooldown().value()),
            track.scaleInCooldown().origin()),
        new AskedValue(
            prefix + "scale-out-cooldown",
            duration(track.scaleOutCooldown().value()),
            track.scaleOutCooldown().origin()),
        new AskedValue(
            prefix + "scale-in", track.scaleIn().value() ? "on" : "off", track.scaleIn().origin()));
  }

  private static AskedValue step(Step step) {
    return new AskedValue(
        "step " + step.name(),
        "%s %s, %d steps"
            .formatted(
                step.rising() ? "from" : "up to", plain(step.threshold()), step.steps().size()),
        step.origin());
  }

  /** A number as a tag would have it. */
  static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** A duration as a tag would have it. */
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
  }
}
