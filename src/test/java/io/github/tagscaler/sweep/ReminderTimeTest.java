package io.github.tagscaler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReminderTimeTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Instant MIDNIGHT = Instant.parse("2026-08-07T00:00:00Z");

  /** Its hash is 97, so its time of day is 00:01:37. */
  private static final String ARN = "a";

  @Test
  void is_in_the_interval_that_ends_when_the_sweep_was_sent() {
    assertThat(ReminderTime.isIn(QUARTER, MIDNIGHT.plusSeconds(96), ARN)).isFalse();
    assertThat(ReminderTime.isIn(QUARTER, MIDNIGHT.plusSeconds(97), ARN)).isTrue();
    assertThat(ReminderTime.isIn(QUARTER, MIDNIGHT.plusSeconds(97 + 15 * 60 - 1), ARN)).isTrue();
    assertThat(ReminderTime.isIn(QUARTER, MIDNIGHT.plusSeconds(97 + 15 * 60), ARN)).isFalse();
  }

  @Test
  void comes_once_a_day_at_whichever_second_sweeps_begin() {
    for (var arn : new String[] {"a", "chat", "endpoint/a-very-long-name-of-an-endpoint"}) {
      assertThat(
              IntStream.range(0, 4 * 24)
                  .filter(sweep ->
                      ReminderTime.isIn(
                          QUARTER, MIDNIGHT.plusSeconds(37).plus(QUARTER.multipliedBy(sweep)), arn))
                  .count())
          .isEqualTo(1);
    }
  }
}
