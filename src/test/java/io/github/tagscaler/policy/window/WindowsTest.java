package io.github.tagscaler.policy.window;

import static io.github.tagscaler.policy.window.Expressions.STACK_ZONE;
import static io.github.tagscaler.policy.window.Expressions.text;
import static io.github.tagscaler.policy.window.Expressions.windows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.window.BoundsExpression.End;
import io.github.tagscaler.policy.window.Windows.Reading;
import io.github.tagscaler.policy.window.Windows.Resolution;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The meaning of expressions, and the messages for invalid ones. */
class WindowsTest {
  private static final Weekdays MON_TO_FRI =
      Weekdays.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY);
  private static final Weekdays SAT_SUN = Weekdays.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  @Test
  void an_expression_becomes_windows_an_else_and_a_zone() {
    assertThat(
            windows("Sat-Sun 00:00-24:00 1 + Mon-Fri 22:00-06:30 4-base else base-8 Europe/Berlin"))
        .isEqualTo(
            new Windows(
                List.of(
                    new Window(SAT_SUN, new Hours(0, 1440), BoundsExpression.of(1, 1)),
                    new Window(
                        MON_TO_FRI,
                        new Hours(1320, 390),
                        new BoundsExpression(new End.Fixed(4), new End.Base()))),
                Optional.of(new BoundsExpression(new End.Base(), new End.Fixed(8))),
                Optional.of(ZoneId.of("Europe/Berlin"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin            => Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin
          Sat-Sun 00:00-24:00 1 + Mon-Fri 22:00-06:00 1-2 else 2-10 => Sat-Sun 00:00-24:00 1 + Mon-Fri 22:00-06:00 1-2 else 2-10
          Mon-Fri 07:00-19:00 base else 0-1                         => Mon-Fri 07:00-19:00 base else 0-1
          mon/WED/fRi 08:00-20:00 4-Base ELSE BASE-8 utc            => Mon/Wed/Fri 08:00-20:00 4-base else base-8 UTC
          Mon   08:00-20:00  2  +   Tue 08:00-20:00   3  else   1   => Mon 08:00-20:00 2 + Tue 08:00-20:00 3 else 1
          Mon 08:00-20:00 2 america/new_york                        => Mon 08:00-20:00 2 America/New_York
          Mon 08:00-20:00 2 Etc/GMT+9                               => Mon 08:00-20:00 2 Etc/GMT+9
          Mon 08:00-20:00 2 US/Pacific                              => Mon 08:00-20:00 2 US/Pacific
          Mon 08:00-20:00 2 CET                                     => Mon 08:00-20:00 2 CET
          Mon 08:00-20:00 2-2                                       => Mon 08:00-20:00 2
          Mon 08:00-20:00 02-08                                     => Mon 08:00-20:00 2-8
          Mon 08:00-20:00 0                                         => Mon 08:00-20:00 0
          Mon 08:00-20:00 999999999                                 => Mon 08:00-20:00 999999999
          Mon 08:00-20:00 base-base                                 => Mon 08:00-20:00 base
          Mon 08:00-24:00 2                                         => Mon 08:00-24:00 2
          Mon 08:00-00:00 2                                         => Mon 08:00-00:00 2
          Mon 23:59-00:01 2                                         => Mon 23:59-00:01 2
          Mon 00:00-00:01 2                                         => Mon 00:00-00:01 2
          Tue-Mon 08:00-20:00 2                                     => Daily 08:00-20:00 2
          Mon-Sun 08:00-20:00 2                                     => Daily 08:00-20:00 2
          daily 08:00-20:00 2                                       => Daily 08:00-20:00 2
          Daily/Mon 08:00-20:00 2                                   => Daily 08:00-20:00 2
          Fri-Mon 08:00-20:00 2                                     => Fri-Mon 08:00-20:00 2
          Sat-Sun/Mon 08:00-20:00 2                                 => Sat-Mon 08:00-20:00 2
          Sun/Sat/Wed/Mon 08:00-20:00 2                             => Wed/Sat-Mon 08:00-20:00 2
          Mon/Mon/Tue 08:00-20:00 2                                 => Mon-Tue 08:00-20:00 2
          """)
  void what_is_understood_has_a_plainest_form(String expression, String plainest) {
    assertThat(windows(expression).toString()).isEqualTo(plainest);
    assertThat(windows(plainest)).isEqualTo(windows(expression));
  }

  @Test
  void any_kind_of_space_parts_words() {
    assertThat(windows("\tMon\u00a008:00-20:00\n\u2003 2 ").toString())
        .isEqualTo("Mon 08:00-20:00 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          # Days
          Mondy 08:00-20:00 2           => "Mondy" {days} Did you mean "Mon"?
          Monday-Friday 08:00-20:00 2   => "Monday-Friday" {days} Did you mean "Mon-Fri"?
          Mo-Fr 08:00-20:00 2           => "Mo-Fr" {days} Did you mean "Mon-Fri"?
          weekdays 08:00-20:00 2        => "weekdays" {days} Did you mean "Mon-Fri"?
          workday 08:00-20:00 2         => "workday" {days} Did you mean "Mon-Fri"?
          Weekend 08:00-20:00 2         => "Weekend" {days} Did you mean "Sat-Sun"?
          weekends/Mon 08:00-20:00 2    => "weekends/Mon" {days} Did you mean "Sat-Sun/Mon"?
          everyday 08:00-20:00 2        => "everyday" {days} Did you mean "Daily"?
          Daly 08:00-20:00 2            => "Daly" {days} Did you mean "Daily"?
          Mon,Tues 08:00-20:00 2        => "Mon,Tues" {days} Did you mean "Mon/Tue"?
          Mon-Mon 08:00-20:00 2         => "Mon-Mon" {days} Did you mean "Mon"?
          Mon-Wed-Fri 08:00-20:00 2     => "Mon-Wed-Fri" {days}
          Mon-Daily 08:00-20:00 2       => "Mon-Daily" {days}
          Mon/Foo 08:00-20:00 2         => "Mon/Foo" {days}
          Mon//Tue 08:00-20:00 2        => "Mon//Tue" {days} Did you mean "Mon/Tue"?
          X 08:00-20:00 2               => "X" {days}
          M 08:00-20:00 2               => "M" {days}
          Foo 08:00-20:00 2             => "Foo" {days}
          # Hours
          Mon 8:00-20:00 2              => "8:00-20:00" is not a valid time range. Write "08:00-20:00".
          Mon 8:00-9:30 2               => "8:00-9:30" is not a valid time range. Write "08:00-09:30".
          Mon 8-20 2                    => "8-20" is not a valid time range. Write "08:00-20:00".
          Mon 9-5 2                     => "9-5" is not a valid time range. Write "09:00-17:00".
          Mon 12-0 2                    => "12-0" is not a valid time range. Write "12:00-00:00".
          Mon 22-6 2                    => "22-6" is not a valid time range. Write "22:00-06:00".
          Mon 9am-12pm 2                => "9am-12pm" is not a valid time range. Write "09:00-12:00".
          Mon 12AM-9.30PM 2             => "12AM-9.30PM" is not a valid time range. Write "00:00-21:30".
          Mon 0800-2000 2               => "0800-2000" is not a valid time range. Write "08:00-20:00".
          Mon 800-2000 2                => "800-2000" is not a valid time range. Write "08:00-20:00".
          Mon 8h-20h30 2                => "8h-20h30" is not a valid time range. Write "08:00-20:30".
          Mon 08.00-20.00 2             => "08.00-20.00" is not a valid time range. Write "08:00-20:00".
          Mon 08:00-25:00 2             => "08:00-25:00" is not a valid time range. {hours}
          Mon 08:00-20:60 2             => "08:00-20:60" is not a valid time range. {hours}
          Mon 08:00-24:01 2             => "08:00-24:01" is not a valid time range. {hours}
          Mon 08:00 2                   => "08:00" is not a valid time range. {hours}
          Mon 08:00..20:00 2            => "08:00..20:00" is not a valid time range. Write "08:00-20:00".
          Mon 08:00-12:00-13:00 2       => "08:00-12:00-13:00" is not a valid time range. {hours}
          Mon morning 2                 => "morning" is not a valid time range. {hours}
          Mon 08:00-08:00 2             => "08:00-08:00" ends when it begins. For whole days write "00:00-24:00".
          Mon 24:00-24:00 2             => "24:00-24:00" ends when it begins. For whole days write "00:00-24:00".
          Mon 24:00-06:00 2             => "24:00-06:00" begins at 24:00, which is the next day. Write "00:00-06:00", and the day after.
          Mon 08:00 20:00 2             => "08:00 20:00" is not a range of hours. Write "08:00-20:00".
          Mon 08:00 to 20:00 2          => "08:00 to 20:00" is not a range of hours. Write "08:00-20:00".
          Mon 08:00 UNTIL 20:00 2       => "08:00 UNTIL 20:00" is not a range of hours. Write "08:00-20:00".
          # Bounds
          Mon 08:00-20:00 2..8          => "2..8" {bounds} Did you mean "2-8"?
          Mon 08:00-20:00 2to8          => "2to8" {bounds} Did you mean "2-8"?
          Mon 08:00-20:00 [2,8]         => "[2,8]" {bounds} Did you mean "2-8"?
          Mon 08:00-20:00 (Base)        => "(Base)" {bounds} Did you mean "base"?
          Mon 08:00-20:00 bsae-8        => "bsae-8" {bounds} Did you mean "base-8"?
          Mon 08:00-20:00 2-8-9         => "2-8-9" {bounds}
          Mon 08:00-20:00 1000000000    => "1000000000" {bounds}
          Mon 08:00-20:00 many          => "many" {bounds}
          # What is missing
          2-8                           => "2-8" has no days and no hours. Write "Daily 00:00-24:00 2-8" for bounds that always apply.
          09:00-17:00 2-8               => "09:00-17:00 2-8" has no days. Write "Daily 09:00-17:00 2-8" for every day.
          Mon-Fri 2-8                   => "Mon-Fri 2-8" has no hours. For whole days write 00:00-24:00 after the days.
          Mon-Fri base                  => "Mon-Fri base" has no hours. For whole days write 00:00-24:00 after the days.
          Mon-Fri                       => "Mon-Fri" has no hours and no bounds. {example}
          Mon-Fri + Tue 08:00-20:00 2   => "Mon-Fri" has no hours and no bounds. {example}
          Mon 08:00-20:00               => Bounds are missing after "Mon 08:00-20:00". {write}
          Mon 08:00-20:00 else 2        => Bounds are missing after "Mon 08:00-20:00". {write}
          Mon 08:00-20:00 UTC           => Bounds are missing after "Mon 08:00-20:00". {write}
          Mon 08:00-20:00 Foo/Bar       => Bounds are missing after "Mon 08:00-20:00". {write} | "Foo/Bar" {zone}
          Mon 08:00-20:00 + Tue 08:00-20:00 2 => Bounds are missing after "Mon 08:00-20:00". {write}
          Mon 08:00-20:00 2 else        => Bounds are missing after else. {write}
          Mon 08:00-20:00 2 else UTC    => Bounds are missing after else. {write}
          ``                            => The schedule is empty. {example}
          else 1-2                      => A window is missing before "else". {example}
          + Mon 08:00-20:00 2           => A window is missing before "+". {example}
          # How parts are joined
          Mon 08:00-20:00 2 +           => A window is missing after the last +. Add one, or remove the +.
          Mon 08:00-20:00 2 + + Tue 08:00-20:00 1 => A window is missing between + and +. Add one, or remove one +.
          Mon 08:00-20:00 2 + else 1    => There must be no + before else. Remove it.
          Mon 08:00-20:00 2 Tue 08:00-20:00 1   => "Tue 08:00-20:00 1" needs a " + " before it. Write "+ Tue 08:00-20:00 1".
          Mon 08:00-20:00 2 12:00-13:00 1 => "12:00-13:00 1" has no days. Write "Daily 12:00-13:00 1" for every day. | "12:00-13:00 1" needs a " + " before it. Write "+ 12:00-13:00 1".
          Mon 08:00-20:00 2+Tue 08:00-20:00 1   => "2+Tue" needs a space on each side of +. Write "2 + Tue".
          Mon 08:00-20:00 2+ Tue 08:00-20:00 1  => "2+" needs a space on each side of +. Write "2 +".
          Mon 08:00-20:00 2, Tue 08:00-20:00 1  => "2," does not separate windows. Write "2 +".
          Mon 08:00-20:00 2; Tue 08:00-20:00 1  => "2;" does not separate windows. Write "2 +".
          Mon 08:00-20:00 2 and Tue 08:00-20:00 1 => "and" does not separate windows. Write "+".
          Mon+Wed 08:00-20:00 2         => "Mon+Wed" joins days with +. Write "Mon/Wed".
          Mon, Wed, Fri 08:00-20:00 2   => "Mon, Wed, Fri" must be one word. Write "Mon/Wed/Fri".
          Mon 08:00-20:00 2 else 1 else 3       => "else 3" is a second else; only one is allowed.
          Mon 08:00-20:00 2 else 1 + Tue 08:00-20:00 1 => "Tue 08:00-20:00 1" follows else. Move it before else, with a + between windows.
          Mon 08:00-20:00 2 otherwise 1 => "otherwise" is not a keyword. Write "else".
          Mon 08:00-20:00 2 Else: 1     => "Else:" is not a keyword. Write "else".
          Mon 08:00-20:00 2 8           => Unexpected "8" after the range. Only else with a range, or a time zone such as Europe/Berlin, may follow. A range is written 2-8.
          # Spaces and dashes
          Mon 08:00–20:00 2             => "08:00–20:00" has a dash that is not a hyphen. Write "08:00-20:00".
          Mon 08:00-20:00 2−8           => "2−8" has a dash that is not a hyphen. Write "2-8".
          Mon 08:00 - 20:00 2 - 8       => "08:00 - 20:00" must be one word. Write "08:00-20:00". | "2 - 8" must be one word. Write "2-8".
          Mon - Fri 08:00 -20:00 2 -8   => "Mon - Fri" must be one word. Write "Mon-Fri". | "08:00 -20:00" must be one word. Write "08:00-20:00". | "2 -8" must be one word. Write "2-8".
          Mon / Tue 08:00- 20:00 2      => "Mon / Tue" must be one word. Write "Mon/Tue". | "08:00- 20:00" must be one word. Write "08:00-20:00".
          # Zones
          Mon 08:00-20:00 2 Europe/Berln        => "Europe/Berln" {zone} Did you mean "Europe/Berlin"?
          Mon 08:00-20:00 2 America/New York    => "America/New York" {zone} Did you mean "America/New_York"?
          Mon 08:00-20:00 2 -05:00              => "-05:00" {offset}
          Mon 08:00-20:00 2 UTC please          => Unexpected "please" after the time zone. Nothing may follow it.
          Mon 08:00-20:00 2 UTC else 1          => The time zone "UTC" comes before "else 1". Write it once, at the end.
          Mon 08:00-20:00 2 UTC + Tue 08:00-20:00 1 UTC => The time zone "UTC" comes before "Tue 08:00-20:00 1". Write it once, at the end.
          Mon 08:00-20:00 2 UTC + Tue 08:00-20:00 1 Asia/Tokyo + Wed 08:00-20:00 1 => The time zone "UTC" comes before "Tue 08:00-20:00 1". Write it once, at the end. | "Asia/Tokyo" is a second time zone; only one is allowed.
          # Everything at once
          Mondy 8:00-20:00 2..8 + Sat 10:00 1 else many Europe/Berln => "Mondy" {days} Did you mean "Mon"? | "8:00-20:00" is not a valid time range. Write "08:00-20:00". | "2..8" {bounds} Did you mean "2-8"? | "10:00" is not a valid time range. {hours} | "many" {bounds} | "Europe/Berln" {zone} Did you mean "Europe/Berlin"?
          """)
  void all_mistakes_are_reported_at_once(String expression, String flaws) {
    assertThat(text(ExpressionReader.read(expression)).replace("BadValue: ", ""))
        .isEqualTo(
            flaws
                .replace(
                    "{days}",
                    "is not a valid list of days. Use Mon, Tue, Wed, Thu, Fri, Sat, Sun, a range such as Mon-Fri, or Daily; join several with /, as in Mon/Wed.")
                .replace(
                    "{hours}",
                    "Hours are written HH:MM-HH:MM, from 00:00 to 24:00, such as 08:00-20:00.")
                .replace(
                    "{bounds}",
                    "is not a valid range. Write 2-8, one number, base, or base at one end as in 4-base or base-8.")
                .replace("{write}", "Write a range such as 2-8, one number, or base there.")
                .replace(
                    "{example}",
                    "A schedule is written like Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin.")
                .replace("{zone}", "is not a supported time zone. {written}")
                .replace(
                    "{offset}",
                    "is a fixed offset. Write a named time zone, such as Europe/Berlin, so that daylight saving works.")
                .replace("{written}", "Use a region and city, such as Europe/Berlin, or UTC."));
  }

  @Test
  void a_min_above_its_max_is_a_conflict_among_the_other_flaws() {
    assertThat(ExpressionReader.read("Mondy 08:00-20:00 8-2"))
        .isEqualTo(
            new Reading.Flawed(
                List.of(
                    new Flaw(
                        Code.BAD_VALUE,
                        "\"Mondy\" is not a valid list of days. Use Mon, Tue, Wed, Thu, Fri, Sat, Sun, a range such as Mon-Fri, or Daily; join several with /, as in Mon/Wed. Did you mean \"Mon\"?",
                        List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Daily")),
                    new Flaw(
                        Code.BOUNDS_CONFLICT,
                        "\"8-2\" has a min above its max. Did you mean \"2-8\"?",
                        List.of()))));
  }

  @Nested
  class Numbers_for_base {
    private static final Bounds BASE = new Bounds(3, 9);

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Mon 08:00-20:00 base",
          "Mon 08:00-20:00 9-base",
          "Mon 08:00-20:00 base-3",
          "Mon 08:00-20:00 1",
          "Mon 08:00-20:00 20-40 else base-50"
        })
    void fit(String expression) {
      assertThat(windows(expression).resolve(BASE, Kind.REAL_TIME, STACK_ZONE))
          .isInstanceOf(Resolution.Resolved.class);
    }

    @ParameterizedTest
    @CsvSource(
        delimiterString = "=>",
        quoteCharacter = '`',
        textBlock =
            """
            Mon 08:00-20:00 10-base => "Mon 08:00-20:00 10-base" sets min to 10, above the max of 9 that holds without a schedule. Use a min of at most 9, or set the max too, as in "10-10".
            Mon 08:00-20:00 base-2  => "Mon 08:00-20:00 base-2" sets max to 2, below the min of 3 that holds without a schedule. Use a max of at least 3, or set the min too, as in "2-2".
            Mon 08:00-20:00 0-5     => "Mon 08:00-20:00 0-5": real-time endpoints cannot scale to zero. Write "Mon 08:00-20:00 1-5".
            Mon 08:00-20:00 0 + Tue 08:00-20:00 base else 10-base => "Mon 08:00-20:00 0": real-time endpoints cannot scale to zero. Write "Mon 08:00-20:00 1". | "else 10-base" sets min to 10, above the max of 9 that holds without a schedule. Use a min of at most 9, or set the max too, as in "10-10".
            """)
    void that_do_not_fit_are_reported_with_their_window(String expression, String flaws) {
      var resolution = windows(expression).resolve(BASE, Kind.REAL_TIME, STACK_ZONE);

      assertThat(resolution)
          .isInstanceOfSatisfying(
              Resolution.Conflicting.class,
              conflicting ->
                  assertThat(text(conflicting.flaws()).replace("BoundsConflict: ", ""))
                      .isEqualTo(flaws));
    }

    @Test
    void are_judged_only_where_the_expression_states_some() {
      assertThat(
              windows("Mon 08:00-20:00 base-8 else 5")
                  .resolve(new Bounds(0, 9), Kind.REAL_TIME, STACK_ZONE))
          .isInstanceOf(Resolution.Resolved.class);
    }
  }

  @Test
  void no_more_actions_are_generated_than_aws_allows() {
    var parts = new ArrayList<String>();
    for (int i = 0; i < 100; i++) {
      parts.add(
          "Mon %02d:%02d-%02d:%02d %d"
              .formatted(i / 10, i % 10 * 4, i / 10, i % 10 * 4 + 2, i + 10));
    }
    var most = String.join(" + ", parts);

    assertThat(windows(most).resolve(new Bounds(1, 2), Kind.REAL_TIME, STACK_ZONE))
        .isInstanceOf(Resolution.Resolved.class);
    assertThat(
            windows(most + " + Tue 08:00-09:00 5")
                .resolve(new Bounds(1, 2), Kind.REAL_TIME, STACK_ZONE))
        .isEqualTo(
            new Resolution.Conflicting(
                List.of(
                    new Flaw(
                        Code.BAD_VALUE,
                        "These windows need 202 scheduled actions; AWS allows 200 per target. Use fewer windows, or the same hours on several days.",
                        List.of()))));
  }

  @Test
  void nothing_illegal_can_be_built() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Windows(List.of(), Optional.empty(), Optional.empty()))
        .withMessage("there must be at least one window");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Weekdays.of())
        .withMessage("there must be at least one day");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BoundsExpression.of(3, 2))
        .withMessage("max must be at least min (3), was 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new End.Fixed(-1))
        .withMessage("capacity must not be negative, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bounds(3, 2))
        .withMessage("max capacity must be at least min capacity (3), was 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bounds(-1, 2))
        .withMessage("min capacity must not be negative, was -1");
    assertThat(new Bounds(0, 0)).hasToString("0-0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          -1, 60      => must begin at 00:00 to 23:59, was minute -1
          1440, 60    => must begin at 00:00 to 23:59, was minute 1440
          0, -1       => must end at 00:00 to 24:00, was minute -1
          0, 1441     => must end at 00:00 to 24:00, was minute 1441
          60, 60      => must not end when it begins, was minute 60
          """)
  void hours_are_hours_of_a_day(String hours, String why) {
    var ends = hours.split(", ", -1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Hours(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])))
        .withMessage(why);
  }
}
