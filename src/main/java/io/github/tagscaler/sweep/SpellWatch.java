package io.github.tagscaler.sweep;

import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.ScalingActivities;
import io.github.tagscaler.scaling.ScalingActivity;
import io.github.tagscaler.scaling.Spell;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out in each sweep which managed targets Application Auto Scaling cannot scale as it should.
 *
 * <p>When a spell began follows from the activities alone, so every spell is new in exactly one
 * scheduled sweep, whichever function makes it, as long as each of them reads the activities. A
 * function makes up for a sweep that could not, although the event of that sweep may be delivered
 * again, to another function: then the spells of its interval are new in both. What it remembers
 * otherwise only saves calls, and keeps the count of spells in which nothing happens between two
 * sweeps.
 */
final class SpellWatch {
  /** Activities may be listed a moment after they ended. */
  private static final Duration LISTED_BY = Duration.ofMinutes(1);

  /** A function that has just started looks for activities that began before the interval. */
  private static final Duration LOOK_BACK = Duration.ofHours(1);

  /** A spell without an activity for so long is no longer counted, nor one that has not ended. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  /** How many targets are asked for their history in one sweep. */
  private static final int MOST_HISTORIES = 100;

  private final ScalingActivities activities;
  private final Duration interval;
  private final Map<TargetKey, List<Spell>> ongoing = new HashMap<>();

  /** The intervals of scheduled sweeps that could not read the activities. */
  private final List<Interval> missed = new ArrayList<>();

  /** Since when something runs that had not ended in the last sweep; empty in a new function. */
  private Optional<Instant> unfinishedSince = Optional.empty();

  /**
   * @param interval the time from one scheduled sweep to the next
   */
  SpellWatch(ScalingActivities activities, Duration interval) {
    this.activities = activities;
    this.interval = interval;
  }

  /**
   * What goes wrong with a target.
   *
   * @param isNew whether it began in the interval of this sweep, or in one that was missed
   */
  record Trouble(Spell spell, boolean isNew) {}

  private record Interval(Instant from, Instant until) {
    boolean holdsBeginning(Spell spell) {
      var began = spell.first().time();
      return began.isAfter(from) && !began.isAfter(until);
    }
  }

  /**
   * What goes wrong with the managed targets, by target.
   *
   * @param end when the sweep's event was sent: its interval ends then
   * @param scheduled whether it is a scheduled sweep, which reports what is new
   * @param managed when each of them was registered: what was before is of another one
   * @throws CallFailedException if the activities of all cannot be read
   */
  synchronized Map<TargetKey, List<Trouble>> read(
      Instant end, boolean scheduled, Map<TargetKey, Instant> managed) {
    var until = end.minus(LISTED_BY);
    missed.removeIf(each -> each.until().isBefore(end.minus(FORGOTTEN_AFTER)));
    var current = new Interval(until.minus(interval), until);
    var intervals = Stream.concat(missed.stream(), Stream.of(current)).toList();
    if (scheduled) {
      // Until it is read.
      missed.add(current);
    }
    var read =
        read(intervals.getFirst().from()).stream()
            .filter(activity -> isOf(managed.get(activity.key()), activity))
            .toList();
    if (scheduled) {
      missed.clear();
    }
    ongoing
        .entrySet()
        .removeIf(known -> isOver(known.getValue(), managed.get(known.getKey()), end));
    var histories = new Budget(MOST_HISTORIES);
    read.stream()
        .collect(Collectors.groupingBy(ScalingActivity::key))
        .forEach((key, ofTarget) -> {
          var spells = spells(key, ofTarget, managed.get(key), histories);
          if (spells.isEmpty()) {
            ongoing.remove(key);
          } else {
            ongoing.put(key, spells);
          }
        });
    unfinishedSince =
        Optional.of(
            read.stream()
                .filter(activity -> activity.status() == ScalingActivity.Status.RUNNING)
                .map(ScalingActivity::start)
                .filter(start -> start.isAfter(end.minus(FORGOTTEN_AFTER)))
                .min(Instant::compareTo)
                .orElse(until));
    return ongoing.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().stream()
                        .map(spell ->
                            new Trouble(
                                spell,
                                intervals.stream().anyMatch(each -> each.holdsBeginning(spell))))
                        .toList()));
  }

  private List<ScalingActivity> read(Instant from) {
    return activities.since(
        unfinishedSince
            .map(start -> start.isBefore(from) ? start : from)
            .orElseGet(() -> from.minus(LOOK_BACK)));
  }

  /**
   * Whether an activity is one of the target that is registered now: a resource may have been
   * deleted and made anew under its name.
   *
   * @param registered when that was; {@code null} if it is not managed
   */
  private static boolean isOf(@Nullable Instant registered, ScalingActivity activity) {
    return registered != null && !activity.start().isBefore(registered);
  }

  private static boolean isOver(List<Spell> spells, @Nullable Instant registered, Instant now) {
    return spells.stream()
        .allMatch(spell ->
            !isOf(registered, spell.first())
                || spell.last().time().isBefore(now.minus(FORGOTTEN_AFTER)));
  }

  /**
   * The spells of a target, of which these activities are the latest. Without a success among them,
   * they continue what is known, or what its history shows.
   */
  private List<Spell> spells(
      TargetKey key, List<ScalingActivity> latest, @Nullable Instant registered, Budget histories) {
    var spells = Spell.of(latest);
    if (spells.whole()) {
      return spells.ongoing();
    }
    var known = ongoing.get(key);
    if (known != null) {
      return Spell.of(
              Stream.concat(
                      latest.stream(),
                      known.stream().flatMap(spell -> Stream.of(spell.first(), spell.last())))
                  .toList())
          .ongoing();
    }
    if (spells.ongoing().isEmpty() || !histories.spend()) {
      return spells.ongoing();
    }
    try {
      return Spell.of(
              Stream.concat(latest.stream(), activities.latest(key).stream())
                  .filter(activity -> isOf(registered, activity))
                  .toList())
          .ongoing();
    } catch (CallFailedException unknown) {
      return spells.ongoing();
    }
  }

  /** How much may still be read. */
  private static final class Budget {
    private int left;

    Budget(int most) {
      this.left = most;
    }

    boolean spend() {
      return left-- > 0;
    }
  }
}
