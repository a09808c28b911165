package io.github.tagscaler.command.tags.reverse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyCronTest {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cron(0 8 ? * MON-FRI *)    | Mon 08:00, Tue 08:00, Wed 08:00, Thu 08:00, Fri 08:00
          cron(0 8 ? * 2-6 *)        | Mon 08:00, Tue 08:00, Wed 08:00, Thu 08:00, Fri 08:00
          cron(30 20 ? * SAT,SUN *)  | Sat 20:30, Sun 20:30
          cron(30 20 ? * 7,1 *)      | Sat 20:30, Sun 20:30
          cron(0 0 ? * FRI-MON *)    | Mon 00:00, Fri 00:00, Sat 00:00, Sun 00:00
          cron(0 6,18 ? * wed *)     | Wed 06:00, Wed 18:00
          cron(0/30 6 ? * 4 *)       | Wed 06:00, Wed 06:30
          cron(15 */12 ? * THU *)    | Thu 00:15, Thu 12:15
          cron(5 4 * * ? *)          | Mon 04:05, Tue 04:05, Wed 04:05, Thu 04:05, Fri 04:05, Sat 04:05, Sun 04:05
          """)
  void the_minutes_of_the_week_are_read(String schedule, String times) {
    assertThat(
            WeeklyCron.of(schedule).orElseThrow().minutes().stream()
                .map(minute ->
                    "%s %02d:%02d"
                        .formatted(DAYS.get(minute / 1440), minute % 1440 / 60, minute % 60))
                .collect(Collectors.joining(", ")))
        .isEqualTo(times);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(1 day)",
        "at(2026-12-31T18:00:00)",
        "cron(0 8 1 * ? *)",
        "cron(0 8 L * ? *)",
        "cron(0 8 ? JAN MON *)",
        "cron(0 8 ? * MON 2027)",
        "cron(0 8 ? * 2#1 *)",
        "cron(0 8 ? * 6L *)",
        "cron(0 25 ? * MON *)",
        "cron(0/0 8 ? * MON *)",
        "cron(* * ? * MON *)",
        "cron(0 8 ? *)"
      })
  void what_differs_from_week_to_week_is_no_weekly_schedule(String schedule) {
    assertThat(WeeklyCron.of(schedule)).isEmpty();
  }
}
