package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.window.BoundsExpression;
import io.github.tagscaler.policy.window.BoundsExpression.End;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.WeeklyAction;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.ScalableResource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Works out which bounds come into force by the clock. */
final class TimedBounds {
  /** How many scheduled actions AWS holds for one scalable target; it cannot be raised. */
  private static final int MOST_ACTIONS = 200;

  private final ScalableResource resource;
  private final BoundsRules rules;
  private final ZoneId stackZone;
  private final List<Problem> problems = new ArrayList<>();

  TimedBounds(ScalableResource resource, BoundsRules rules, ZoneId stackZone) {
    this.resource = resource;
    this.rules = rules;
    this.stackZone = stackZone;
  }

  /** What was wrong so far, but for what {@link BoundsRules} knows. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The week's bounds; empty if something is wrong with the windows. */
  Optional<Timeline<StatedBounds>> timeline(Sourced<Windows> schedule, StatedBounds base) {
    var windows = schedule.value();
    var origin = schedule.origin();
    return switch (windows.resolve(base.bounds(), resource.kind().lowestMin(), stackZone)) {
      case Windows.Resolution.Conflicting(var flaws) -> {
        flaws.forEach(flaw ->
            problems.add(
                Problems.about(
                    origin, flaw.code(), flaw.message() + said(origin), flaw.allowed())));
        yield Optional.empty();
      }
      case Windows.Resolution.Resolved ignored -> {
        var timeline =
            windows.timeline(stackZone).map(wish -> rules.fitted(stated(wish, base, origin)));
        int before = rules.problems().size();
        timeline.all().forEach(rules::timed);
        yield rules.problems().size() == before ? Optional.of(timeline) : Optional.empty();
      }
    };
  }

  private static String said(Origin origin) {
    return OriginSuffix.of(origin).isEmpty()
        ? ""
        : " The windows come from " + origin.describe() + ".";
  }

  private static StatedBounds stated(BoundsExpression wish, StatedBounds base, Origin origin) {
    return new StatedBounds(
        end(wish.min(), base.min(), origin), end(wish.max(), base.max(), origin));
  }

  private static Sourced<Integer> end(End end, Sourced<Integer> base, Origin origin) {
    return switch (end) {
      case End.Fixed(int capacity) -> new Sourced<>(capacity, origin);
      case End.Base() -> base;
    };
  }

  /** The actions without those that something is wrong with. */
  List<DesiredPolicy.Action> actions(List<Sourced<ActionEntry>> stated) {
    var actions = new ArrayList<DesiredPolicy.Action>();
    for (var each : stated) {
      var entry = each.value();
      var bounds =
          rules.fitted(
              new StatedBounds(
                  new Sourced<>(entry.min(), each.origin()),
                  new Sourced<>(entry.max(), each.origin())));
      if (rules.action(bounds)) {
        actions.add(
            new DesiredPolicy.Action(
                entry.name(), entry.when(), entry.zone().orElse(stackZone), bounds));
      }
    }
    return actions;
  }

  /** Judges windows and actions together: they become scheduled actions of one target. */
  void together(Optional<Timeline<StatedBounds>> timeline, List<Sourced<ActionEntry>> actions) {
    if (actions.isEmpty()) {
      return;
    }
    var weekly =
        timeline.map(week -> WeeklyAction.of(week.map(StatedBounds::bounds))).orElse(List.of());
    var names = weekly.stream().map(WeeklyAction::name).collect(Collectors.toSet());
    for (var action : actions) {
      var name = action.value().name();
      if (names.contains("tagscaler-" + name)) {
        problems.add(
            Problems.about(
                action.origin(),
                Code.BAD_VALUE,
                "The action %s%s is called just as one that the schedule comes to. Give it another name."
                    .formatted(Quote.of(name), OriginSuffix.of(action.origin()))));
      }
    }
    int all = weekly.size() + actions.size();
    if (all > MOST_ACTIONS) {
      problems.add(
          Problems.about(
              actions.getLast().origin(),
              Code.BAD_VALUE,
              "%d actions and %d of the schedule make %d, and AWS holds at most %d scheduled actions for one target. Use fewer."
                  .formatted(actions.size(), weekly.size(), all, MOST_ACTIONS)));
    }
  }
}
