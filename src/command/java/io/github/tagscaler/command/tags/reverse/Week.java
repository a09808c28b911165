package io.github.tagscaler.command.tags.reverse;

import io.github.tagscaler.policy.window.ChangePoint;
import io.github.tagscaler.policy.window.TimeZones;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.ScheduledAction;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The bounds that scheduled actions set by the time of the week. */
public sealed interface Week {
  /** The timeline of the week; without changes where nothing ever changes. */
  record Of(Timeline<Bounds> timeline) implements Week {}

  /** The actions are no week; empty where they are merely of another form. */
  record None(Optional<Obstacle> obstacle) implements Week {}

  /**
   * The week of these actions.
   *
   * @param registered the registered bounds, in force at an end that no action ever sets
   */
  static Week of(List<ScheduledAction> actions, Bounds registered) {
    var zones = actions.stream().map(ScheduledAction::zone).distinct().toList();
    var crons = actions.stream().map(action -> WeeklyCron.of(action.schedule())).toList();
    if (zones.size() != 1
        || crons.stream().anyMatch(Optional::isEmpty)
        || actions.stream().anyMatch(ScheduledAction::limited)) {
      return new None(Optional.empty());
    }
    var zone = TimeZones.find(zones.getFirst());
    if (zone.isEmpty()) {
      return new None(Optional.empty());
    }
    var mins = new TreeMap<Integer, Integer>();
    var maxs = new TreeMap<Integer, Integer>();
    for (int i = 0; i < actions.size(); i++) {
      for (int minute : crons.get(i).orElseThrow().minutes()) {
        boolean apart =
            put(mins, minute, actions.get(i).min()) && put(maxs, minute, actions.get(i).max());
        if (!apart) {
          return new None(Optional.of(atOnce(actions, minute, zone.get())));
        }
      }
    }
    return together(mins, maxs, registered, zone.get());
  }

  /** Whether an action has fired for the last time. */
  static boolean isPassed(ScheduledAction action, Instant now) {
    return ActionEntries.isPassed(action, now);
  }

  /** Whether nothing else was there. */
  private static boolean put(SortedMap<Integer, Integer> ends, int minute, Optional<Integer> end) {
    return end.isEmpty()
        || Optional.ofNullable(ends.putIfAbsent(minute, end.get()))
            .map(end.get()::equals)
            .orElse(true);
  }

  private static Obstacle atOnce(List<ScheduledAction> actions, int minute, ZoneId zone) {
    var names =
        actions.stream()
            .filter(
                action -> WeeklyCron.of(action.schedule()).orElseThrow().minutes().contains(minute))
            .map(action -> "\"" + action.name() + "\"")
            .toList();
    return new Obstacle(
        Reason.SAME_TIME,
        "The scheduled actions %s set different bounds at the same time (%s %02d:%02d %s); which one wins is not defined."
            .formatted(
                String.join(", ", names),
                day(minute).name().charAt(0)
                    + day(minute).name().substring(1, 3).toLowerCase(Locale.ROOT),
                minute % DAY / 60,
                minute % 60,
                zone.getId()));
  }

  int DAY = 24 * 60;

  private static DayOfWeek day(int minute) {
    return DayOfWeek.of(minute / DAY + 1);
  }

  private static Week together(
      NavigableMap<Integer, Integer> mins,
      NavigableMap<Integer, Integer> maxs,
      Bounds registered,
      ZoneId zone) {
    Function<Integer, Integer> min = at(mins, registered.min());
    Function<Integer, Integer> max = at(maxs, registered.max());
    var minutes = new TreeSet<>(mins.keySet());
    minutes.addAll(maxs.keySet());
    if (minutes.isEmpty() || minutes.stream().anyMatch(m -> min.apply(m) > max.apply(m))) {
      return new None(Optional.empty());
    }
    int end = minutes.last();
    var carriedOver = new Bounds(min.apply(end), max.apply(end));
    var changes =
        minutes.stream()
            .map(minute ->
                new ChangePoint<>(
                    day(minute), minute % DAY, new Bounds(min.apply(minute), max.apply(minute))))
            .toList();
    return new Of(new Timeline<>(zone, carriedOver, changes));
  }

  /** What the last action before that minute set; the first of the week follows its last. */
  private static Function<Integer, Integer> at(
      NavigableMap<Integer, Integer> ends, int registered) {
    return minute ->
        ends.isEmpty()
            ? registered
            : Optional.ofNullable(ends.floorEntry(minute)).orElseGet(ends::lastEntry).getValue();
  }
}
