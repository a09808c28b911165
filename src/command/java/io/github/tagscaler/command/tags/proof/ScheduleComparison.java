package io.github.tagscaler.command.tags.proof;

import io.github.tagscaler.command.tags.reverse.Week;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.WeeklyAction;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScheduledAction;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares scheduled scaling: the bounds at each time of the week, or else the actions one by one.
 */
final class ScheduleComparison {
  private final ObservedTarget target;
  private final List<ScheduledAction> actions;

  private ScheduleComparison(ObservedTarget target, Instant now) {
    this.target = target;
    this.actions =
        target.scheduledActions().stream().filter(action -> !Week.isPassed(action, now)).toList();
  }

  /** What differs. */
  static List<Difference> of(ObservedTarget before, ObservedTarget after, Instant now) {
    var is = new ScheduleComparison(before, now);
    var becomes = new ScheduleComparison(after, now);
    boolean same =
        (is.week().isPresent() && becomes.week().isPresent())
            ? is.inEffect().equals(becomes.inEffect())
            : is.times().equals(becomes.times());
    return same
        ? List.of()
        : List.of(new Difference("scheduled actions", is.text(), becomes.text()));
  }

  private Optional<Timeline<Bounds>> week() {
    return actions.isEmpty()
        ? Optional.of(new Timeline<>(ZoneId.of("UTC"), target.bounds(), List.of()))
        : Week.of(actions, target.bounds()) instanceof Week.Of(var timeline)
            ? Optional.of(timeline)
            : Optional.empty();
  }

  /** The week without its zone where nothing ever changes, because then it does not matter. */
  private Optional<Object> inEffect() {
    return week().map(week -> week.changes().isEmpty() ? week.carriedOver() : week);
  }

  /** Each action with both ends; an end that no action ever sets is what is registered. */
  private List<String> times() {
    return actions.stream()
        .map(action ->
            "%s %s %s-%s%s"
                .formatted(
                    action.schedule().strip().replaceAll("\\s+", " "),
                    action.zone(),
                    end(action, ScheduledAction::min, target.bounds().min()),
                    end(action, ScheduledAction::max, target.bounds().max()),
                    action.limited() ? " (with a start or end time)" : ""))
        .sorted()
        .toList();
  }

  private String end(
      ScheduledAction action, Function<ScheduledAction, Optional<Integer>> end, int registered) {
    return end.apply(action)
        .map(String::valueOf)
        .orElseGet(() ->
            actions.stream().map(end).allMatch(Optional::isEmpty)
                ? String.valueOf(registered)
                : "unset");
  }

  private String text() {
    if (actions.isEmpty()) {
      return "none";
    }
    return week()
        .map(week ->
            week.changes().isEmpty()
                ? "always " + week.carriedOver()
                : WeeklyAction.of(week).stream()
                        .map(action ->
                            "%s %s %s".formatted(action.days(), action.time(), action.bounds()))
                        .collect(Collectors.joining(", "))
                    + " "
                    + week.zone().getId())
        .orElseGet(() -> String.join(", ", times()));
  }
}
