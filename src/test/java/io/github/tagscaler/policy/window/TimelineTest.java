package io.github.tagscaler.policy.window;

import static io.github.tagscaler.policy.window.Expressions.STACK_ZONE;
import static io.github.tagscaler.policy.window.Expressions.timeline;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.tagscaler.resource.Bounds;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When bounds change, over a base of 3-9. */
class TimelineTest {
  private static final Bounds ONE = new Bounds(1, 1);
  private static final Bounds TWO = new Bounds(2, 8);

  @Test
  void windows_become_a_week() {
    assertThat(timeline("Fri 22:00-06:00 2-8 + Sun 10:00-24:00 1 Europe/Berlin"))
        .isEqualTo(
            new Timeline<>(
                ZoneId.of("Europe/Berlin"),
                new Bounds(1, 1),
                List.of(
                    new ChangePoint<>(DayOfWeek.MONDAY, 0, Expressions.BASE),
                    new ChangePoint<>(DayOfWeek.FRIDAY, 1320, TWO),
                    new ChangePoint<>(DayOfWeek.SATURDAY, 360, Expressions.BASE),
                    new ChangePoint<>(DayOfWeek.SUNDAY, 600, ONE))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          # The three of the tag reference
          Mon-Fri 08:00-20:00 2-8 else 1-2     => Mon-Fri 08:00 2-8, Mon-Fri 20:00 1-2
          Sat-Sun 00:00-24:00 1 + Mon-Fri 22:00-06:00 1-2 else 2-10 => Mon 00:00 2-10, Mon-Fri 22:00 1-2, Tue-Fri 06:00 2-10, Sat 00:00 1-1
          Mon-Fri 07:00-19:00 base else 0-1    => Mon-Fri 07:00 3-9, Mon-Fri 19:00 0-1
          # No else: the base
          Mon 08:00-20:00 1                    => Mon 08:00 1-1, Mon 20:00 3-9
          # Each end by itself
          Mon 08:00-20:00 4-base else base-8   => Mon 08:00 4-9, Mon 20:00 3-8
          # Over midnight, and over the week's end
          Mon 22:00-06:00 1                    => Mon 22:00 1-1, Tue 06:00 3-9
          Sun 22:00-06:00 1                    => Mon 06:00 3-9, Sun 22:00 1-1
          Fri-Mon 08:00-20:00 1                => Fri-Mon 08:00 1-1, Fri-Mon 20:00 3-9
          Fri 20:00-19:59 1                    => Fri 20:00 1-1, Sat 19:59 3-9
          # 24:00, and 00:00 for it
          Sun 20:00-24:00 1                    => Mon 00:00 3-9, Sun 20:00 1-1
          Sun 20:00-00:00 1                    => Mon 00:00 3-9, Sun 20:00 1-1
          Sat 00:00-24:00 1                    => Sat 00:00 1-1, Sun 00:00 3-9
          # Exceptions come first
          Wed 12:00-13:00 5 + Mon-Fri 08:00-20:00 1 => Mon-Fri 08:00 1-1, Mon-Fri 20:00 3-9, Wed 12:00 5-5, Wed 13:00 1-1
          Mon-Fri 08:00-20:00 1 + Wed 12:00-13:00 5 => Mon-Fri 08:00 1-1, Mon-Fri 20:00 3-9
          # Equal neighbours are one stretch
          Mon 08:00-12:00 1 + Mon 12:00-20:00 1 => Mon 08:00 1-1, Mon 20:00 3-9
          Mon 08:00-12:00 1 + Mon 10:00-20:00 1-1 => Mon 08:00 1-1, Mon 20:00 3-9
          Sat-Mon 00:00-24:00 1                => Tue 00:00 3-9, Sat 00:00 1-1
          Mon 08:00-12:00 3-9 + Mon 10:00-20:00 1 => Mon 12:00 1-1, Mon 20:00 3-9
          # Touching windows change once
          Mon 08:00-12:00 1 + Mon 12:00-20:00 2 => Mon 08:00 1-1, Mon 12:00 2-2, Mon 20:00 3-9
          # One minute, and all but one
          Mon 00:00-00:01 1                    => Mon 00:00 1-1, Mon 00:01 3-9
          Sun 23:59-24:00 1                    => Mon 00:00 3-9, Sun 23:59 1-1
          Daily 23:59-00:00 1                  => Daily 00:00 3-9, Daily 23:59 1-1
          # The same minutes, other bounds on other days
          Mon-Wed 08:00-20:00 1 + Thu-Fri 08:00-20:00 2 => Mon-Wed 08:00 1-1, Mon-Fri 20:00 3-9, Thu-Fri 08:00 2-2
          Mon/Wed/Sat-Sun 08:00-20:00 1        => Wed/Sat-Mon 08:00 1-1, Wed/Sat-Mon 20:00 3-9
          # Nothing ever changes
          Daily 00:00-24:00 1                  => always 1-1
          Daily 08:00-20:00 1 else 1           => always 1-1
          Daily 08:00-07:59 base               => always 3-9
          Daily 08:00-20:00 1 + Daily 20:00-08:00 1 => always 1-1
          """)
  void a_week_takes_the_fewest_actions(String expression, String actions) {
    var timeline = timeline(expression);

    assertThat(
            timeline.changes().isEmpty()
                ? "always " + timeline.carriedOver()
                : WeeklyAction.of(timeline).stream()
                    .map(each -> each.days() + " " + each.time() + " " + each.bounds())
                    .collect(joining(", ")))
        .isEqualTo(actions);
  }

  @Nested
  class Bounds_in_force {
    private final Timeline<Bounds> timeline =
        timeline("Mon-Fri 08:00-20:00 2-8 else 1 Europe/Berlin");

    /** 2026-06-01 is a Monday; Berlin is two hours ahead of UTC. */
    @ParameterizedTest
    @CsvSource({
      "2026-06-01T05:59:59Z, 1-1",
      "2026-06-01T06:00:00Z, 2-8",
      "2026-06-01T17:59:59Z, 2-8",
      "2026-06-01T18:00:00Z, 1-1",
      "2026-06-05T17:59:59Z, 2-8",
      "2026-06-07T12:00:00Z, 1-1",
      "2026-06-07T23:00:00Z, 1-1",
    })
    void begin_with_the_minute_and_end_before_it(Instant instant, String bounds) {
      assertThat(timeline.at(instant)).hasToString(bounds);
    }

    @Test
    void outlast_a_week() {
      var weekly = timeline("Mon 08:00-07:59 2-8 + Wed 08:00-08:01 1 else 2-8");

      assertThat(weekly.at(Instant.parse("2026-06-03T08:00:00Z"))).isEqualTo(ONE);
      assertThat(weekly.at(Instant.parse("2026-06-10T07:59:59Z"))).isEqualTo(TWO);
    }

    @Test
    void are_the_ones_that_always_hold() {
      assertThat(timeline("Daily 00:00-24:00 1").at(Instant.EPOCH)).isEqualTo(ONE);
    }
  }

  @Nested
  class Next_change {
    private final Timeline<Bounds> timeline =
        timeline("Mon-Fri 08:00-20:00 2-8 else 1 Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
      "2026-06-01T05:59:59Z, 2026-06-01T08:00",
      "2026-06-01T06:00:00Z, 2026-06-01T20:00",
      "2026-06-05T18:00:00Z, 2026-06-08T08:00",
    })
    void comes_after_now(Instant now, LocalDateTime next) {
      assertThat(timeline.next(now)).contains(next.atZone(ZoneId.of("Europe/Berlin")));
    }

    @Test
    void may_be_a_week_away() {
      assertThat(timeline("Mon 08:00-20:00 1").next(Instant.parse("2026-06-01T20:00:00Z")))
          .contains(ZonedDateTime.of(2026, 6, 8, 8, 0, 0, 0, STACK_ZONE));
      assertThat(timeline("Mon 08:00-07:59 1").next(Instant.parse("2026-06-01T08:00:00Z")))
          .contains(ZonedDateTime.of(2026, 6, 2, 7, 59, 0, 0, STACK_ZONE));
    }

    @Test
    void never_comes_where_nothing_changes() {
      assertThat(timeline("Daily 00:00-24:00 1").next(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "2026-06-01T07:58:59Z, false",
      "2026-06-01T07:59:00Z, true",
      "2026-06-01T08:00:00Z, true",
      "2026-06-01T08:01:00Z, true",
      "2026-06-01T08:01:01Z, false",
      "2026-06-02T08:00:00Z, false",
      "2026-06-07T23:59:30Z, false",
    })
    void is_near_a_minute_before_and_after(Instant now, boolean near) {
      assertThat(timeline("Mon 08:00-20:00 1").nearChange(now, Duration.ofSeconds(60)))
          .isEqualTo(near);
    }

    @ParameterizedTest
    @CsvSource({
      "2026-05-31T23:59:00Z, true",
      "2026-06-01T00:01:00Z, true",
      "2026-05-31T23:58:59Z, false"
    })
    void is_near_over_midnight(Instant now, boolean near) {
      assertThat(timeline("Mon 00:00-20:00 1").nearChange(now, Duration.ofSeconds(60)))
          .isEqualTo(near);
    }
  }

  @Nested
  class A_clock_change {
    @ParameterizedTest
    @CsvSource({
      "2026-03-29T00:59:59Z, 1-1, 2026-03-29T01:00:00Z",
      "2026-03-29T01:00:00Z, 2-8, 2026-03-29T02:00:00Z",
      "2026-03-29T02:00:00Z, 1-1, 2026-04-05T00:30:00Z",
    })
    void that_skips_a_change_is_when_it_happens(Instant now, String bounds, Instant next) {
      var timeline = timeline("Sun 02:30-04:00 2-8 else 1 Europe/Berlin");

      assertThat(timeline.at(now)).hasToString(bounds);
      assertThat(timeline.next(now).map(ZonedDateTime::toInstant)).contains(next);
    }

    @ParameterizedTest
    @CsvSource({
      "2026-10-25T00:29:59Z, 1-1, 2026-10-25T00:30:00Z",
      "2026-10-25T00:30:00Z, 2-8, 2026-10-25T03:00:00Z",
      "2026-10-25T01:10:00Z, 2-8, 2026-10-25T03:00:00Z",
      "2026-10-25T03:00:00Z, 1-1, 2026-11-01T01:30:00Z",
    })
    void that_repeats_a_change_lets_it_happen_once(Instant now, String bounds, Instant next) {
      var timeline = timeline("Sun 02:30-04:00 2-8 else 1 Europe/Berlin");

      assertThat(timeline.at(now)).hasToString(bounds);
      assertThat(timeline.next(now).map(ZonedDateTime::toInstant)).contains(next);
    }

    /** The clocks went from Sunday 00:01 back to Saturday 23:01, at 02:31 UTC. */
    @Test
    void back_over_midnight_takes_no_day_back() {
      var timeline = timeline("Sun 00:00-12:00 2-8 else 1 America/St_Johns");

      assertThat(timeline.at(Instant.parse("2010-11-07T02:29:59Z"))).isEqualTo(ONE);
      assertThat(timeline.at(Instant.parse("2010-11-07T02:30:00Z"))).isEqualTo(TWO);
      assertThat(timeline.at(Instant.parse("2010-11-07T03:00:00Z"))).isEqualTo(TWO);
      assertThat(timeline.nearChange(Instant.parse("2010-11-07T02:31:00Z"), Duration.ofMinutes(1)))
          .isTrue();
    }

    /** Samoa had no 30 December 2011, a Friday. */
    @Test
    void that_skips_a_day_leaves_what_that_day_ended_with() {
      var timeline = timeline("Fri 08:00-20:00 2-8 else 1 Pacific/Apia");

      assertThat(timeline.at(Instant.parse("2011-12-30T09:59:59Z"))).isEqualTo(ONE);
      assertThat(timeline.at(Instant.parse("2011-12-30T10:00:00Z"))).isEqualTo(ONE);
    }
  }

  @Test
  void only_bounds_that_come_into_force_are_possible() {
    var always =
        timeline("Mon-Fri 08:00-20:00 2-8 + Mon 09:00-10:00 7 + Sat 08:00-20:00 0-4 else 1-2");

    assertThat(always.all()).containsExactly(new Bounds(1, 2), TWO, new Bounds(0, 4));
    assertThat(timeline("Daily 00:00-24:00 1").all()).containsExactly(ONE);
  }

  @Test
  void a_guardrail_moves_bounds_and_merges_what_becomes_equal() {
    var timeline =
        timeline("Mon 00:00-08:00 1-6 + Mon 08:00-20:00 1-5 + Tue 08:00-20:00 0-2 else 1-2");

    assertThat(timeline.map(TimelineTest::guarded))
        .isEqualTo(timeline("Mon 00:00-20:00 1-4 else 1-2"));
    assertThat(timeline.map(bounds -> ONE)).isEqualTo(timeline("Daily 00:00-24:00 1"));
    assertThat(timeline.map(bounds -> bounds)).isEqualTo(timeline);
  }

  @Test
  void a_change_to_the_same_value_is_left_out() {
    var monday = new ChangePoint<>(DayOfWeek.MONDAY, 60, ONE);
    var tuesday = new ChangePoint<>(DayOfWeek.TUESDAY, 60, TWO);
    var wednesday = new ChangePoint<>(DayOfWeek.WEDNESDAY, 60, TWO);
    var thursday = new ChangePoint<>(DayOfWeek.THURSDAY, 60, ONE);

    assertThat(new Timeline<>(STACK_ZONE, ONE, List.of(monday, tuesday, wednesday, thursday)))
        .isEqualTo(new Timeline<>(STACK_ZONE, ONE, List.of(tuesday, thursday)));
  }

  @Test
  void a_value_that_recurs_is_mapped_once() {
    var mapped = new ArrayList<BoundsExpression>();
    var week =
        TimelineCompiler.compile(
            List.of(
                new Window(
                    Weekdays.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY),
                    new Hours(480, 1200),
                    BoundsExpression.of(2, 8))),
            Optional.empty(),
            STACK_ZONE);

    week.map(mapped::add);

    assertThat(mapped).containsExactly(BoundsExpression.BASE, BoundsExpression.of(2, 8));
  }

  /** At least 1, at most 4. */
  private static Bounds guarded(Bounds bounds) {
    int low = Math.max(1, bounds.min());
    int high = Math.min(4, bounds.max());
    return new Bounds(low, high);
  }

  @Test
  void nothing_illegal_can_be_built() {
    var monday = new ChangePoint<>(DayOfWeek.MONDAY, 60, ONE);
    var tuesday = new ChangePoint<>(DayOfWeek.TUESDAY, 60, TWO);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timeline<>(STACK_ZONE, ONE, List.of(tuesday, monday)))
        .withMessageStartingWith("changes must be in order, was ");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Timeline<>(
                STACK_ZONE, ONE, List.of(tuesday, new ChangePoint<>(DayOfWeek.TUESDAY, 60, ONE))))
        .withMessageStartingWith("changes must be in order, was ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timeline<>(STACK_ZONE, TWO, List.of(monday)))
        .withMessage("the week must end as it begins (2-8), was 1-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChangePoint<>(DayOfWeek.MONDAY, -1, ONE))
        .withMessage("minute of the day must be 0 to 1439, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChangePoint<>(DayOfWeek.MONDAY, 1440, ONE))
        .withMessage("minute of the day must be 0 to 1439, was 1440");
  }
}
