package io.github.tagscaler.policy.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which bounds hold at which time of the week.
 *
 * <p>What AWS does at a time that a clock change skips or repeats is not published. Here a skipped
 * time counts as the moment of the clock change, and a repeated one counts the first time.
 *
 * @param zone whose clock the week runs by
 * @param carriedOver what holds when the week begins, until the first change
 * @param changes in order, each to other bounds than before; none if nothing ever changes
 */
public record Timeline(ZoneId zone, CapacityBounds carriedOver, List<ChangePoint> changes) {
  public Timeline {
    changes = List.copyOf(changes);
    var before = carriedOver;
    int minute = -1;
    for (var change : changes) {
      if (change.minuteOfWeek() <= minute) {
        throw new IllegalArgumentException("changes must be in order, was " + change);
      }
      if (change.bounds().equals(before)) {
        throw new IllegalArgumentException("a change must change something, was " + change);
      }
      minute = change.minuteOfWeek();
      before = change.bounds();
    }
    if (!before.equals(carriedOver)) {
      throw new IllegalArgumentException(
          "the week must end as it begins (" + carriedOver + "), was " + before);
    }
  }

  /**
   * The timeline on which these bounds hold from these minutes on; equal neighbours are merged.
   *
   * @param stretches in order, at least one
   */
  static Timeline of(ZoneId zone, List<ChangePoint> stretches) {
    var carriedOver = stretches.getLast().bounds();
    var before = carriedOver;
    var changes = new ArrayList<ChangePoint>();
    for (var stretch : stretches) {
      if (!stretch.bounds().equals(before)) {
        changes.add(stretch);
        before = stretch.bounds();
      }
    }
    return new Timeline(zone, carriedOver, changes);
  }

  /** The bounds in force then. */
  public CapacityBounds at(Instant instant) {
    return dated(instant.minus(Duration.ofDays(7)), instant)
        .filter(change -> !change.when().isAfter(instant))
        .reduce((earlier, later) -> later)
        .map(Dated::bounds)
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

  /** All bounds that ever come into force, each once, in the order of the week. */
  public List<CapacityBounds> allBounds() {
    return Stream.concat(Stream.of(carriedOver), changes.stream().map(ChangePoint::bounds))
        .distinct()
        .toList();
  }

  /** Every min that ever comes into force, lowest first. */
  public Set<Integer> possibleMins() {
    return allBounds().stream()
        .map(CapacityBounds::min)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The same week with other bounds: what a guardrail makes of it. */
  public Timeline map(UnaryOperator<CapacityBounds> change) {
    return of(
        zone,
        Stream.concat(Stream.of(ChangePoint.at(0, carriedOver)), changes.stream())
            .map(each -> new ChangePoint(each.day(), each.minute(), change.apply(each.bounds())))
            .toList());
  }

  /** The fewest scheduled actions that make these changes, in the order of their first days. */
  public List<WeeklyAction> actions() {
    record Same(int minute, CapacityBounds bounds) {}
    var days =
        changes.stream()
            .collect(
                Collectors.groupingBy(
                    change -> new Same(change.minute(), change.bounds()),
                    LinkedHashMap::new,
                    Collectors.mapping(ChangePoint::day, Collectors.toSet())));
    return days.entrySet().stream()
        .map(same ->
            new WeeklyAction(
                new Weekdays(same.getValue()),
                LocalTime.ofSecondOfDay(same.getKey().minute() * 60L),
                same.getKey().bounds(),
                zone))
        .toList();
  }

  private record Dated(Instant when, CapacityBounds bounds) {}

  /** The changes between two instants, and some around them, in order. */
  private Stream<Dated> dated(Instant from, Instant to) {
    // A clock that is put back over midnight shows yesterday's date after today's.
    return localDate(from)
        .minusDays(1)
        .datesUntil(localDate(to).plusDays(2))
        .flatMap(date ->
            changes.stream().filter(c -> c.day() == date.getDayOfWeek()).map(c -> dated(date, c)));
  }

  private LocalDate localDate(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  private Dated dated(LocalDate date, ChangePoint change) {
    return new Dated(
        instantOf(date.atTime(change.minute() / 60, change.minute() % 60)), change.bounds());
  }

  private Instant instantOf(LocalDateTime time) {
    var clockChange = zone.getRules().getTransition(time);
    return clockChange != null && clockChange.isGap()
        ? clockChange.getInstant()
        : time.atZone(zone).toInstant();
  }
}
