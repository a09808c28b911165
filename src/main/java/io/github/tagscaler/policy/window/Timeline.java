package io.github.tagscaler.policy.window;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is in force at each time of the week: bounds, or another value that windows set.
 *
 * <p>AWS does not document what it does at a time that daylight saving skips or repeats. Here a
 * skipped time counts as the moment of the clock change, and a repeated one counts the first time.
 *
 * @param zone whose clock the week runs by
 * @param carriedOver in force when the week begins, until the first change
 * @param changes in order; one to the same value as before is left out
 */
public record Timeline<T>(ZoneId zone, T carriedOver, List<ChangePoint<T>> changes) {
  /** How many dates, from tomorrow's back, hold all changes of the week before an instant. */
  private static final int DATES = 7 + 3;

  public Timeline {
    var effective = new ArrayList<ChangePoint<T>>();
    var before = carriedOver;
    int minute = -1;
    for (var change : changes) {
      if (change.minuteOfWeek() <= minute) {
        throw new IllegalArgumentException("changes must be in order, was " + change);
      }
      minute = change.minuteOfWeek();
      if (!change.value().equals(before)) {
        effective.add(change);
        before = change.value();
      }
    }
    if (!before.equals(carriedOver)) {
      throw new IllegalArgumentException(
          "the week must end as it begins (" + carriedOver + "), was " + before);
    }
    changes = List.copyOf(effective);
  }

  /**
   * The timeline on which these hold from these minutes on; equal neighbors are merged.
   *
   * @param stretches in order, at least one
   */
  static <T> Timeline<T> of(ZoneId zone, List<ChangePoint<T>> stretches) {
    return new Timeline<>(zone, stretches.getLast().value(), stretches);
  }

  /** What is in force at a time of the week, clock changes aside. */
  public T at(DayOfWeek day, int minuteOfDay) {
    int time = ChangePoint.minuteOfWeek(day, minuteOfDay);
    return changes.stream()
        .takeWhile(change -> change.minuteOfWeek() <= time)
        .reduce((earlier, later) -> later)
        .map(ChangePoint::value)
        .orElse(carriedOver);
  }

  /** What is in force then. */
  public T at(Instant instant) {
    var latestFirst = changes.reversed();
    return Stream.iterate(localDate(instant).plusDays(1), date -> date.minusDays(1))
        .limit(DATES)
        .flatMap(date -> dated(date, latestFirst))
        .filter(change -> !change.when().isAfter(instant))
        .findFirst()
        .map(Dated::value)
        .orElse(carriedOver);
  }

  /** When the bounds change next, after that instant; empty if they never do. */
  public Optional<ZonedDateTime> next(Instant instant) {
    return dated(instant, instant.plus(Duration.ofDays(7)))
        .filter(change -> change.when().isAfter(instant))
        .findFirst()
        .map(change -> change.when().atZone(zone));
  }

  /** Whether the bounds change within that time before or after, both ends included. */
  public boolean nearChange(Instant instant, Duration margin) {
    var from = instant.minus(margin);
    var to = instant.plus(margin);
    return dated(from, to)
        .anyMatch(change -> !change.when().isBefore(from) && !change.when().isAfter(to));
  }

  /** All values, each once, in the order of the week. */
  public List<T> all() {
    var all = new ArrayList<T>(List.of(carriedOver));
    for (var change : changes) {
      if (!all.contains(change.value())) {
        all.add(change.value());
      }
    }
    return List.copyOf(all);
  }

  /**
   * The same week with other values; equal neighbors are merged. A value that recurs is mapped
   * once.
   */
  public <R> Timeline<R> map(Function<T, R> change) {
    var mapped = new IdentityHashMap<T, R>();
    var first = mapped.computeIfAbsent(carriedOver, change);
    return new Timeline<>(
        zone,
        first,
        changes.stream()
            .map(each -> each.to(mapped.computeIfAbsent(each.value(), change)))
            .toList());
  }

  private record Dated<T>(Instant when, T value) {}

  /** The changes between two instants, and some around them, in order. */
  private Stream<Dated<T>> dated(Instant from, Instant to) {
    // A clock that is put back over midnight shows yesterday's date after today's.
    return localDate(from)
        .minusDays(1)
        .datesUntil(localDate(to).plusDays(2))
        .flatMap(date -> dated(date, changes));
  }

  /** The changes of a date, in the order in which they are given. */
  private Stream<Dated<T>> dated(LocalDate date, List<ChangePoint<T>> given) {
    var day = date.getDayOfWeek();
    return given.stream().filter(change -> change.day() == day).map(change -> dated(date, change));
  }

  private LocalDate localDate(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  private Dated<T> dated(LocalDate date, ChangePoint<T> change) {
    return new Dated<>(
        instantOf(date.atTime(change.minute() / 60, change.minute() % 60)), change.value());
  }

  private Instant instantOf(LocalDateTime time) {
    var rules = zone.getRules();
    var offsets = rules.getValidOffsets(time);
    return offsets.isEmpty()
        ? rules.getTransition(time).getInstant()
        : time.toInstant(offsets.getFirst());
  }
}
