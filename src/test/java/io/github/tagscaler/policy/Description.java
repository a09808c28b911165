package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.WeeklyAction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Describes the result of tags in lines for tables and {@code docs/tags.md}: {@code min 1, max 4,
 * concurrency 5}, an off switch, or the problems. Default cooldowns and scale-in are left out.
 */
final class Description {
  private Description() {}

  static List<String> of(TaggedResource asked) {
    var tags = asked.read();
    return switch (tags.intent(Instant.EPOCH)) {
      case IGNORE -> List.of("ignored");
      case OFF -> List.of("off");
      case PAUSED -> lines(Stream.of("paused"), List.of(tags.pausedNote(Instant.EPOCH)));
      case NOT_TAGGED -> List.of("not tagged");
      case SCALE ->
          switch (tags.desired(asked.resource(), asked.catalog())) {
            case Reading.Declared(var policy, var warnings) ->
                lines(Stream.of(policy(policy) + (tags.dryRun() ? ", dry run" : "")), warnings);
            case Reading.Invalid(var problems, var warnings) ->
                lines(problems.stream().map(Description::problem), warnings);
          };
    };
  }

  private static List<String> lines(Stream<String> lines, List<Problem> warnings) {
    return Stream.concat(lines, warnings.stream().map(each -> "warning " + problem(each))).toList();
  }

  static String problem(Problem problem) {
    return problem.code().wire() + ": " + problem.message();
  }

  static String policy(DesiredPolicy policy) {
    var parts =
        new ArrayList<>(
            List.of("min " + policy.base().min().value(), "max " + policy.base().max().value()));
    for (var track : policy.tracks()) {
      parts.add(track.name() + " " + number(track.target().value()) + sent(track));
      cooldown("scale-in-cooldown", track.scaleInCooldown(), 5, parts);
      cooldown("scale-out-cooldown", track.scaleOutCooldown(), 1, parts);
      if (!track.scaleIn().value()) {
        parts.add("scale-in off");
      }
    }
    policy.schedule().ifPresent(schedule -> schedule(schedule.timeline(), parts));
    for (var action : policy.actions()) {
      parts.add(
          "%s %s %s%s"
              .formatted(
                  action.name(),
                  when(action.when()),
                  action.bounds().bounds(),
                  zone(action.zone())));
    }
    for (var step : policy.steps()) {
      parts.add(
          "steps %s %s %s"
              .formatted(
                  step.name(), step.rising() ? "from" : "down from", number(step.threshold())));
    }
    if (policy.wakes()) {
      parts.add("wakes from zero");
    }
    if (policy.restores()) {
      parts.add("restores capacity");
    }
    switch (policy.adoption()) {
      case NO -> {}
      case KEEP -> parts.add("adopts");
      case REPLACE -> parts.add("adopts and replaces");
    }
    return String.join(", ", parts);
  }

  private static void schedule(Timeline<SourcedBounds> timeline, List<String> parts) {
    for (var action : WeeklyAction.of(timeline.map(SourcedBounds::bounds))) {
      parts.add(
          "%s %s %s%s"
              .formatted(action.days(), action.time(), action.bounds(), zone(action.zone())));
    }
  }

  private static String zone(ZoneId zone) {
    return zone.getId().equals("UTC") ? "" : " " + zone.getId();
  }

  private static String when(ActionEntry.When when) {
    return switch (when) {
      case ActionEntry.When.Cron(var fields) -> "cron " + fields;
      case ActionEntry.When.At(var time) -> "at " + time;
    };
  }

  private static String sent(DesiredPolicy.Track track) {
    return track.sent().compareTo(track.target().value()) == 0
        ? ""
        : " (sent as " + number(track.sent()) + ")";
  }

  private static void cooldown(
      String name, Sourced<Duration> cooldown, int silentMinutes, List<String> parts) {
    var time = cooldown.value();
    if (!time.equals(Duration.ofMinutes(silentMinutes))) {
      parts.add(
          "%s %s"
              .formatted(
                  name,
                  time.toSecondsPart() == 0 && !time.isZero()
                      ? time.toMinutes() + "m"
                      : time.toSeconds() + "s"));
    }
  }

  private static String number(BigDecimal number) {
    return number.toPlainString();
  }
}
