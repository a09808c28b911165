package io.github.tagscaler.standin.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Application Auto Scaling user guide, Schedule recurring scaling actions using cron expressions;
 * Amazon EventBridge user guide, Cron expressions.
 */
class ScheduleTest {

  private static Optional<Instant> next(String schedule, String zone, String after) {
    Instant moment = Instant.parse(after);
    return Schedule.parse(schedule, ZoneId.of(zone), moment).next(moment);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at(2026-01-05T09:30:00)       | UTC              | 2026-01-05T08:00:00Z | 2026-01-05T09:30:00Z",
        "at(2026-01-05T09:30:00)       | Asia/Tokyo       | 2026-01-05T00:00:00Z | 2026-01-05T00:30:00Z",
        "rate(5 minutes)               | UTC              | 2026-01-05T08:00:00Z | 2026-01-05T08:05:00Z",
        "rate(1 day)                   | UTC              | 2026-01-05T08:00:00Z | 2026-01-06T08:00:00Z",
        "cron(0 9 * * ? *)             | UTC              | 2026-01-05T08:00:00Z | 2026-01-05T09:00:00Z",
        "cron(0 9 * * ? *)             | UTC              | 2026-01-05T09:00:00Z | 2026-01-06T09:00:00Z",
        "cron(0/15 * * * ? *)          | UTC              | 2026-01-05T08:16:00Z | 2026-01-05T08:30:00Z",
        "cron(0 9 ? * MON-FRI *)       | Europe/Berlin    | 2026-01-09T09:00:00Z | 2026-01-12T08:00:00Z",
        "cron(0 9 ? * FRI-MON *)       | UTC              | 2026-01-06T00:00:00Z | 2026-01-09T09:00:00Z",
        "cron(0 9 ? * 1 *)             | UTC              | 2026-01-05T00:00:00Z | 2026-01-11T09:00:00Z",
        "cron(0 9 ? * 2#1 *)           | UTC              | 2026-01-06T00:00:00Z | 2026-02-02T09:00:00Z",
        "cron(0 9 ? * 6L *)            | UTC              | 2026-01-05T00:00:00Z | 2026-01-30T09:00:00Z",
        "cron(0 9 L * ? *)             | UTC              | 2026-02-01T00:00:00Z | 2026-02-28T09:00:00Z",
        "cron(0 9 1W * ? *)            | UTC              | 2026-01-31T00:00:00Z | 2026-02-02T09:00:00Z",
        "cron(0 9 31W 5 ? *)           | UTC              | 2026-01-01T00:00:00Z | 2026-05-29T09:00:00Z",
        "cron(0 9 1 JAN,JUL ? *)       | UTC              | 2026-01-05T00:00:00Z | 2026-07-01T09:00:00Z",
        "cron(0 9 29 2 ? *)            | UTC              | 2026-01-05T00:00:00Z | 2028-02-29T09:00:00Z",
        "cron(0 9 1 1 ? 2030)          | UTC              | 2026-01-05T00:00:00Z | 2030-01-01T09:00:00Z",
        "cron(0 9 * * ? *)             | America/New_York | 2026-03-07T15:00:00Z | 2026-03-08T13:00:00Z"
      })
  void runs_next(String schedule, String zone, String after, String expected) {
    assertThat(next(schedule, zone, after)).contains(Instant.parse(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at(2026-01-05T09:30:00) | 2026-01-05T09:30:00Z",
        "cron(0 9 1 1 ? 2025)    | 2026-01-05T00:00:00Z",
        "cron(0 9 30 2 ? *)      | 2026-01-05T00:00:00Z"
      })
  void never_runs_again(String schedule, String after) {
    assertThat(next(schedule, "UTC", after)).isEmpty();
  }

  @Test
  void a_rate_counts_from_its_start() {
    Instant start = Instant.parse("2026-01-05T08:07:00Z");
    Schedule rate = Schedule.parse("rate(10 minutes)", ZoneId.of("UTC"), start);

    assertThat(rate.next(start.minusSeconds(1))).contains(start);
    assertThat(rate.next(start.plusSeconds(601))).contains(start.plusSeconds(1200));
  }
}
