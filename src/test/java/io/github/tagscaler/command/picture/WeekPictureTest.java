package io.github.tagscaler.command.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.policy.window.Expressions;
import io.github.tagscaler.resource.ScalableDimension;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeekPictureTest {
  private static final String WORKDAYS = "Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin";

  private static List<String> lines(
      String expression, @Nullable String now, int width, boolean colored, boolean unicode) {
    var nowhere = new PrintStream(PrintStream.nullOutputStream());
    var picture =
        new WeekPicture(
            Expressions.timeline(expression),
            ScalableDimension.INSTANCE_COUNT,
            now == null ? null : Instant.parse(now));
    return picture.lines(new Terminal(nowhere, nowhere, width, colored, false, unicode), 2);
  }

  private static String drawn(String expression, @Nullable String now, int width) {
    return String.join("\n", lines(expression, now, width, false, true));
  }

  @Test
  void a_day_is_a_row_with_the_bounds_in_their_shades_and_the_time_that_is_marked() {
    assertThat(drawn(WORKDAYS, "2026-01-07T16:45:00Z", 100))
        .isEqualTo(
            """
                   00       03       06       09       12       15       18       21
               Mon ░░░░░░░░░ 1-2 ░░░░░░░░░░███████████████ 2-8 ████████████████░░░ 1-2 ░░░░
               Tue ░░░░░░░░░ 1-2 ░░░░░░░░░░███████████████ 2-8 ████████████████░░░ 1-2 ░░░░
              ▸Wed ░░░░░░░░░ 1-2 ░░░░░░░░░░███████████████ 2-8 █████████◆██████░░░ 1-2 ░░░░
               Thu ░░░░░░░░░ 1-2 ░░░░░░░░░░███████████████ 2-8 ████████████████░░░ 1-2 ░░░░
               Fri ░░░░░░░░░ 1-2 ░░░░░░░░░░███████████████ 2-8 ████████████████░░░ 1-2 ░░░░
               Sat ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 1-2 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
               Sun ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 1-2 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░

              ██ 2-8 instances  Mon-Fri 08:00 to 20:00
              ░░ 1-2 instances  Mon-Thu 20:00 to 08:00 the next day, Fri 20:00 to Mon 08:00
              Time zone: Europe/Berlin
              ◆  Now, Wed 17:45: 2-8 instances\
            """);
  }

  @Test
  void numbers_make_room_for_the_time_that_is_marked() {
    assertThat(drawn(WORKDAYS, "2026-01-07T13:00:00Z", 60).lines().skip(3).limit(1))
        .containsExactly("  ▸Wed ░░░░░ 1-2 ░░░░░░████████████◆ 2-8 ██████░ 1-2 ░░");
    assertThat(drawn(WORKDAYS, "2026-01-07T20:30:00Z", 60).lines().skip(3).limit(1))
        .containsExactly("  ▸Wed ░░░░░ 1-2 ░░░░░░█████████ 2-8 ██████████░░░◆░░░░");
  }

  @Test
  void more_than_two_bounds_have_a_shade_each_and_nothing_at_all_is_nearly_blank() {
    assertThat(
            drawn(
                "Sat-Sun 00:00-24:00 0 + Mon-Fri 08:00-12:30 4-8 + Mon-Fri 12:30-20:00 2-6 + Fri 20:00-24:00 5 else 1-3",
                null,
                100))
        .isEqualTo(
            """
                   00       03       06       09       12       15       18       21
               Mon ░░░░░░░░░ 1-3 ░░░░░░░░░░████ 4-8 ████▓▓▓▓▓▓▓▓▓ 2-6 ▓▓▓▓▓▓▓▓▓░░░ 1-3 ░░░░
               Tue ░░░░░░░░░ 1-3 ░░░░░░░░░░████ 4-8 ████▓▓▓▓▓▓▓▓▓ 2-6 ▓▓▓▓▓▓▓▓▓░░░ 1-3 ░░░░
               Wed ░░░░░░░░░ 1-3 ░░░░░░░░░░████ 4-8 ████▓▓▓▓▓▓▓▓▓ 2-6 ▓▓▓▓▓▓▓▓▓░░░ 1-3 ░░░░
               Thu ░░░░░░░░░ 1-3 ░░░░░░░░░░████ 4-8 ████▓▓▓▓▓▓▓▓▓ 2-6 ▓▓▓▓▓▓▓▓▓░░░ 1-3 ░░░░
               Fri ░░░░░░░░░ 1-3 ░░░░░░░░░░████ 4-8 ████▓▓▓▓▓▓▓▓▓ 2-6 ▓▓▓▓▓▓▓▓▓▒▒▒▒ 5 ▒▒▒▒▒
               Sat ·································· 0 ···································
               Sun ·································· 0 ···································

              ██ 4-8 instances  Mon-Fri 08:00 to 12:30
              ▓▓ 2-6 instances  Mon-Fri 12:30 to 20:00
              ▒▒ 5 instances    Fri 20:00 to 00:00 the next day
              ░░ 1-3 instances  Mon 00:00 to 08:00, Mon-Thu 20:00 to 08:00 the next day
              ·· 0 instances    Sat 00:00 to Mon 00:00
              Time zone: UTC\
            """);
  }

  @Test
  void with_more_bounds_than_shades_neighbors_of_one_shade_have_a_line_between_them() {
    assertThat(
            drawn(
                    "Mon 00:00-06:00 1 + Mon 06:00-12:00 2 + Mon 12:00-18:00 3 + Mon 18:00-24:00 4 + Tue 00:00-12:00 5 else 6",
                    null,
                    60)
                .lines()
                .skip(1)
                .limit(1))
        .containsExactly("   Mon ░░░░ 1 ░░░░░▒▒▒▒ 2 ▒▒▒▒▒│▒▒▒▒ 3 ▒▒▒▒▓▓▓▓ 4 ▓▓▓▓▓");
  }

  @Test
  void where_only_ascii_is_shown_it_is_drawn_with_ascii() {
    assertThat(lines(WORKDAYS, "2026-01-09T18:00:00Z", 60, false, false))
        .allMatch(line -> line.chars().allMatch(c -> c < 128))
        .contains(
            "  >Fri ..... 1-2 ......######### 2-8 ########@#. 1-2 ..",
            "  ## 2-8 instances  Mon-Fri 08:00 to 20:00",
            "  @  Now, Fri 19:00: 2-8 instances");
  }

  @Test
  void a_color_changes_no_column() {
    assertThat(lines(WORKDAYS, null, 80, true, true).stream().map(Columns::plain))
        .isEqualTo(lines(WORKDAYS, null, 80, false, true));
    assertThat(lines(WORKDAYS, null, 80, true, true)).anyMatch(line -> line.contains("\033[33m█"));
  }

  @Test
  void a_week_in_which_nothing_changes_needs_no_rows() {
    assertThat(drawn("Daily 00:00-24:00 2-8", null, 80))
        .isEqualTo("  ▓▓ 2-8 instances  at all times\n  Time zone: UTC");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 100, 140, 300})
  void no_line_is_wider_than_the_terminal(int width) {
    assertThat(lines(WORKDAYS, "2026-01-09T18:00:00Z", width, false, true))
        .allMatch(line -> Columns.width(line) <= width);
  }
}
