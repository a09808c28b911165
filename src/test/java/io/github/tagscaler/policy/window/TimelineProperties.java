package io.github.tagscaler.policy.window;

import static io.github.tagscaler.policy.window.Expressions.timeline;
import static io.github.tagscaler.policy.window.Expressions.windows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.resource.Bounds;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever replays the scheduled actions of random windows over a year finds at every change and
 * between what reading the expression at that moment says. The hours around a clock change are left
 * out: what AWS does in them is not published.
 */
class TimelineProperties {
  private static final int SEEDS = 100;
  private static final int MOMENTS = 20;
  private static final int DAY = 24 * 60 * 60;
  private static final Duration AROUND_CLOCK_CHANGE = Duration.ofHours(3);

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_year_of_actions_is_a_year_of_windows(int seed) {
    var random = new Random(seed);
    var expression = RandomExpression.next(random);
    var timeline = timeline(expression);
    var zone = timeline.zone();
    var reference = new ReferenceTimeline(expression);
    int start = 2026 + random.nextInt(3);
    var year = replay(timeline, start);

    for (var fired : year.keySet()) {
      for (int minutes : List.of(-1, 0, 1)) {
        replayed(fired.plusMinutes(minutes), zone, reference, year);
      }
    }
    for (int i = 0; i < MOMENTS && !year.isEmpty(); i++) {
      var now = LocalDate.ofYearDay(start, 8).atStartOfDay().plusSeconds(random.nextInt(350 * DAY));
      replayed(now, zone, reference, year);
      text(now, timeline, reference, year);
      var change = year.floorKey(now);
      text(change.minusMinutes(1), timeline, reference, year);
      text(change, timeline, reference, year);
    }
  }

  /** What the actions that have fired left behind is what is wanted. */
  private static void replayed(
      LocalDateTime now,
      ZoneId zone,
      ReferenceTimeline reference,
      NavigableMap<LocalDateTime, Bounds> year) {
    var fired = year.floorEntry(now);
    if (fired != null && !nearClockChange(now, zone)) {
      assertThat(fired.getValue())
          .as("%s, replayed at %s", reference, now)
          .isEqualTo(reference.at(now));
    }
  }

  /** What the timeline says holds, and comes next, is so. */
  private static void text(
      LocalDateTime now,
      Timeline<Bounds> timeline,
      ReferenceTimeline reference,
      NavigableMap<LocalDateTime, Bounds> year) {
    var zone = timeline.zone();
    var next = year.higherKey(now);
    if (nearClockChange(now, zone) || nearClockChange(next, zone)) {
      return;
    }
    var instant = now.atZone(zone).toInstant();
    assertThat(timeline.at(instant)).as("%s at %s", reference, now).isEqualTo(reference.at(now));
    assertThat(timeline.next(instant))
        .as("%s after %s", reference, now)
        .contains(next.atZone(zone));
    var untilNext = Duration.between(instant, next.atZone(zone).toInstant());
    assertThat(timeline.nearChange(instant, untilNext)).isTrue();
  }

  private static boolean nearClockChange(LocalDateTime time, ZoneId zone) {
    var instant = time.atZone(zone).toInstant();
    var clockChange = zone.getRules().nextTransition(instant.minus(AROUND_CLOCK_CHANGE));
    return clockChange != null
        && !clockChange.getInstant().isAfter(instant.plus(AROUND_CLOCK_CHANGE));
  }

  /** Every firing of a year by the clock on the wall; two in one minute, or one in vain, fail. */
  private static NavigableMap<LocalDateTime, Bounds> replay(Timeline<Bounds> timeline, int year) {
    var fired = new TreeMap<LocalDateTime, Bounds>();
    for (var action : WeeklyAction.of(timeline)) {
      var cron = new Cron(action.schedule());
      LocalDate.of(year, 1, 1)
          .datesUntil(LocalDate.of(year + 1, 1, 1))
          .filter(cron::firesOn)
          .forEach(date -> assertThat(fired.put(cron.on(date), action.bounds())).isNull());
    }
    Bounds before = null;
    for (var bounds : fired.values()) {
      assertThat(bounds).isNotEqualTo(before);
      before = bounds;
    }
    return fired;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void each_change_of_a_week_is_made_by_exactly_one_action(int seed) {
    var expression = RandomExpression.next(new Random(seed));
    var reference = new ReferenceTimeline(expression);
    var changes = new TreeMap<LocalDateTime, Bounds>();
    // Any week: the oracle reads the clock on the wall, which has no clock changes.
    var monday = LocalDate.of(2026, 6, 1).atStartOfDay();
    var before = reference.at(monday.minusMinutes(1));
    for (int minute = 0; minute < 7 * 24 * 60; minute++) {
      var now = reference.at(monday.plusMinutes(minute));
      if (!now.equals(before)) {
        changes.put(monday.plusMinutes(minute), now);
      }
      before = now;
    }

    var actions = WeeklyAction.of(timeline(expression));

    var made = new TreeMap<LocalDateTime, Bounds>();
    var kinds = new HashSet<Map.Entry<String, Bounds>>();
    var names = new HashSet<String>();
    for (var action : actions) {
      var cron = new Cron(action.schedule());
      monday
          .toLocalDate()
          .datesUntil(monday.toLocalDate().plusDays(7))
          .filter(cron::firesOn)
          .forEach(date -> assertThat(made.put(cron.on(date), action.bounds())).isNull());
      assertThat(kinds.add(Map.entry(cron.time().toString(), action.bounds())))
          .as("the same time and bounds twice: %s", action)
          .isTrue();
      assertThat(names.add(action.name())).as("the same name twice: %s", action).isTrue();
      assertThat(action.name()).matches("tagscaler-[A-Za-z+-]+-[0-9]{4}").hasSizeLessThan(256);
    }
    assertThat(made).as(expression).isEqualTo(changes);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_plainest_form_means_the_same(int seed) {
    var understood = windows(RandomExpression.next(new Random(seed)));

    assertThat(windows(understood.toString())).isEqualTo(understood);
  }
}
