package io.github.tagscaler.command.cost;

import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.policy.window.ChangePoint;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Bounds;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The hours of capacity in a month, in the unit of the target: instances, copies, or units of
 * provisioned concurrency.
 *
 * @param floor if it always ran at its min
 * @param ceiling if it always ran at its max
 */
public record MonthlyHours(double floor, double ceiling) {
  /** The hours of a month as AWS's price lists count them. */
  public static final int HOURS = 730;

  private static final int WEEK = 7 * 24 * 60;

  /** Nothing. */
  public static final MonthlyHours NONE = new MonthlyHours(0, 0);

  /** What bounds that hold all the time come to. */
  public static MonthlyHours of(Bounds bounds) {
    return new MonthlyHours((double) bounds.min() * HOURS, (double) bounds.max() * HOURS);
  }

  /**
   * What a policy allows: by its schedule, week for week. When the actions of a catalog come into
   * force is not followed: the lowest and the highest of all bounds count then.
   */
  public static MonthlyHours of(DesiredPolicy policy) {
    if (!policy.actions().isEmpty()) {
      return widest(policy);
    }
    return policy
        .schedule()
        .map(schedule -> ofWeek(schedule.timeline().map(SourcedBounds::bounds)))
        .orElseGet(() -> of(policy.base().bounds()));
  }

  /** The hours of capacity that a week of bounds adds up to. */
  public static MonthlyHours ofWeek(Timeline<Bounds> week) {
    return new MonthlyHours(average(week, Bounds::min), average(week, Bounds::max));
  }

  private static double average(Timeline<Bounds> week, ToIntFunction<Bounds> end) {
    long weighted = 0;
    int from = 0;
    int value = end.applyAsInt(week.carriedOver());
    for (var change : week.changes()) {
      weighted += (long) value * (minute(change) - from);
      from = minute(change);
      value = end.applyAsInt(change.value());
    }
    weighted += (long) value * (WEEK - from);
    return (double) weighted * HOURS / WEEK;
  }

  private static int minute(ChangePoint<Bounds> change) {
    return (change.day().getValue() - 1) * 24 * 60 + change.minute();
  }

  private static MonthlyHours widest(DesiredPolicy policy) {
    var scheduled =
        policy
            .schedule()
            .map(schedule -> schedule.timeline().all())
            .orElseGet(() -> List.of(policy.base()));
    var all =
        Stream.concat(
                scheduled.stream(), policy.actions().stream().map(DesiredPolicy.Action::bounds))
            .map(SourcedBounds::bounds)
            .toList();
    return of(
        new Bounds(
            all.stream().mapToInt(Bounds::min).min().orElse(0),
            all.stream().mapToInt(Bounds::max).max().orElse(0)));
  }

  /** Both together. */
  public MonthlyHours plus(MonthlyHours other) {
    return new MonthlyHours(floor + other.floor, ceiling + other.ceiling);
  }
}
