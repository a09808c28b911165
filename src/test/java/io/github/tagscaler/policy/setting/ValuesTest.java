package io.github.tagscaler.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "4, 4", "007, 7", "999999999, 999999999"})
  void a_whole_number_is_digits(String text, int number) {
    assertThat(Values.wholeNumber(text)).contains(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "six", "-1", "+1", "4.0", "4 5", "1e3", "1000000000", "٤"})
  void nothing_else_is_a_whole_number(String text) {
    assertThat(Values.wholeNumber(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "5.0, 5", "0.5, 0.5", "0.50, 0.5", "300, 300", "000.70, 0.7"})
  void a_number_is_digits_and_perhaps_a_fraction(String text, BigDecimal number) {
    assertThat(Values.number(text)).contains(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0.0", "-1", ".5", "5.", "1e3", "0,5", "70 %", "1.0000000000"})
  void nothing_else_is_a_number(String text) {
    assertThat(Values.number(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "300, PT5M",
    "300s, PT5M",
    "5m, PT5M",
    "5M, PT5M",
    "1h, PT1H",
    "596523h, PT596523H",
  })
  void a_cooldown_is_seconds_or_has_a_unit(String text, Duration cooldown) {
    assertThat(Values.cooldown(text)).contains(cooldown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m", "-5m", "5 m", "5min", "1d", "1.5h", "PT5M", "5m30s", "596524h"})
  void nothing_else_is_a_cooldown(String text) {
    assertThat(Values.cooldown(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "on, true",
    "true, true",
    "yes, true",
    "off, false",
    "false, false",
    "no, false",
    "ON, true",
    "False, false",
    "1,",
    "0,",
    "enabled,",
    "'',",
  })
  void a_switch_is_one_of_six_words(String text, @Nullable Boolean on) {
    assertThat(Values.onOff(text)).isEqualTo(Optional.ofNullable(on));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-31, 2026-12-31T00:00, false",
    "2026-12-31 18:05, 2026-12-31T18:05, false",
    "2026-12-31T18:05, 2026-12-31T18:05, false",
    "2026-12-31t18:05z, 2026-12-31T18:05, true",
    "2026-12-31 18:05Z, 2026-12-31T18:05, true",
    "2026-12-31T18:05:30Z, 2026-12-31T18:05:30, true",
    "2028-02-29, 2028-02-29T00:00, false",
  })
  void a_moment_is_a_date_or_a_minute_of_it_as_other_tools_write_it_too(
      String text, java.time.LocalDateTime time, boolean utc) {
    assertThat(Values.moment(text)).contains(new Moment(time, utc));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2027-02-29",
        "2026-13-01",
        "2026-12-31 24:00",
        "2026-12-31 18",
        "18:00",
        "2026-12-31Z",
        "2026-12-31T18:00+01:00"
      })
  void no_other_is_a_moment(String text) {
    assertThat(Values.moment(text)).isEmpty();
  }
}
