package io.github.tagscaler.policy.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From when to when something holds, here that max is 0. */
class WeeklyTimesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Daily 12:00-14:00 0 | Daily 12:00 to 14:00 (UTC)",
        "Daily 22:00-06:00 0 | Daily 22:00 to 06:00 the next day (UTC)",
        "Mon-Fri 08:00-20:00 1-4 else 0 Europe/Berlin | Mon-Thu 20:00 to 08:00 the next day, Fri 20:00 to Mon 08:00 (Europe/Berlin)",
        "Sat-Sun 00:00-24:00 0 | Sat 00:00 to Mon 00:00 (UTC)",
        "Mon/Wed 00:00-24:00 0 | Mon/Wed 00:00 to 00:00 the next day (UTC)",
        "Mon 08:00-09:00 1-2 else 0 | Mon 09:00 to Mon 08:00 (UTC)",
        "Sun 22:00-06:00 0 | Sun 22:00 to 06:00 the next day (UTC)",
        "Daily 00:00-24:00 0 | at all times",
        "Daily 08:00-20:00 0-1 | ''",
      })
  void are_said_in_words(String windows, String times) {
    assertThat(WeeklyTimes.of(Expressions.timeline(windows).map(bounds -> bounds.max() == 0)))
        .isEqualTo(times);
  }
}
