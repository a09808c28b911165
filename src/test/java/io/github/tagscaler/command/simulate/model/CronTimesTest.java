package io.github.tagscaler.command.simulate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTimesTest {
  @ParameterizedTest
  @CsvSource({
    "0 6 28 * ? *, 2026-01-28T06:00, true",
    "0 6 28 * ? *, 2026-01-28T06:01, false",
    "0 6 ? * MON-FRI *, 2026-01-05T06:00, true",
    "0 6 ? * MON-FRI *, 2026-01-10T06:00, false",
    "0 6 ? * FRI-MON *, 2026-01-11T06:00, true",
    "0 6 ? * 1 *, 2026-01-11T06:00, true",
    "0/15 * ? * * *, 2026-01-05T06:45, true",
    "5/15 * ? * * *, 2026-01-05T06:45, false",
    "0 6-9/2 ? * * *, 2026-01-05T08:00, true",
    "0 6-9/2 ? * * *, 2026-01-05T09:00, false",
    "0 6 L * ? *, 2026-02-28T06:00, true",
    "0 6 15W * ? *, 2026-02-16T06:00, true",
    "0 6 1W * ? *, 2026-08-03T06:00, true",
    "0 6 ? * 6L *, 2026-01-30T06:00, true",
    "0 6 ? * TUE#2 *, 2026-01-13T06:00, true",
    "0 6 ? * TUE#2 *, 2026-01-06T06:00, false",
    "'0 6 1 JAN,JUL ? 2026-2027', 2026-07-01T06:00, true",
    "'0 6 1 JAN,JUL ? 2027', 2026-07-01T06:00, false",
  })
  void knows_when_an_expression_is_due(String expression, LocalDateTime time, boolean due) {
    assertThat(CronTimes.matches(expression, time)).isEqualTo(due);
  }
}
