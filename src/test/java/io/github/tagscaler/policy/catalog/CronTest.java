package io.github.tagscaler.policy.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.window.Flaw;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's cron expressions. */
class CronTest {
  private static final String FIELDS =
      " The six fields are minutes, hours, day of month, month, day of week and year, as in \"0 6 28 * ? *\".";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 6 28 * ? *",
        "0 6 ? * * *",
        "59 23 31 12 ? 2199",
        "0 0 1 1 ? 1970",
        "*/5 * ? * 1-7 *",
        "0/15 8-18/2 ? JAN,jun,12 mon-fri 2026-2030",
        "0 6 ? * FRI-MON *",
        "0 6 ? * MON,WED,6 *",
        "0 6 L * ? *",
        "0 6 15W * ? *",
        "0 6 1,15,28-31 * ? *",
        "0 6 */2 */3 ? 2026/2",
        "0 6 ? * L *",
        "0 6 ? * 6L *",
        "0 6 ? * fril *",
        "0 6 ? * 3#2 *",
        "0 6 ? * TUE#5 *",
        "  0   6 28 * ?   * ",
      })
  void have_six_fields(String text) {
    assertThat(Cron.flaw(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 6 28 * ? * | minutes accepts 0 to 59, not \"60\"",
        "-1 6 28 * ? * | minutes accepts 0 to 59, not \"-1\"",
        "0 24 28 * ? * | hours accepts 0 to 23, not \"24\"",
        "0 20-8 28 * ? * | hours accepts 0 to 23, not \"20-8\"",
        "0 6 0 * ? * | day of month accepts 1 to 31, not \"0\"",
        "0 6 32W * ? * | day of month accepts 1 to 31, not \"32W\"",
        "0 6 LW * ? * | day of month accepts 1 to 31, not \"LW\"",
        "0 6 L,15 * ? * | day of month accepts 1 to 31, not \"L\"",
        "0 6 28 13 ? * | month accepts 1 to 12 or JAN to DEC, not \"13\"",
        "0 6 28 JANUARY ? * | month accepts 1 to 12 or JAN to DEC, not \"JANUARY\"",
        "0 6 ? * 0 * | day of week accepts 1 to 7 or SUN to SAT, not \"0\"",
        "0 6 ? * 8 * | day of week accepts 1 to 7 or SUN to SAT, not \"8\"",
        "0 6 ? * 3#6 * | day of week accepts 1 to 7 or SUN to SAT, not \"3#6\"",
        "0 6 ? * 3#1,6#3 * | day of week accepts 1 to 7 or SUN to SAT, not \"3#1\", \"6#3\"",
        "0 6 ? * 8L * | day of week accepts 1 to 7 or SUN to SAT, not \"8L\"",
        "0 6 ? * 8#1 * | day of week accepts 1 to 7 or SUN to SAT, not \"8#1\"",
        "0 6 ? * 2/2 * | day of week accepts 1 to 7 or SUN to SAT, not \"2/2\"",
        "0 6 28 * ? 1969 | year accepts 1970 to 2199, not \"1969\"",
        "0 6 28 * ? 2200 | year accepts 1970 to 2199, not \"2200\"",
        "0 6 28 * ? 12026 | year accepts 1970 to 2199, not \"12026\"",
        "? 6 28 * ? * | minutes accepts 0 to 59, not \"?\"",
        "0/0 6 28 * ? * | minutes accepts 0 to 59, not \"0/0\"",
        "0/x 6 28 * ? * | minutes accepts 0 to 59, not \"0/X\"",
        "0/5/5 6 28 * ? * | minutes accepts 0 to 59, not \"0/5/5\"",
        "1-2-3 6 28 * ? * | minutes accepts 0 to 59, not \"1-2-3\"",
        "0, 6 28 * ? * | minutes accepts 0 to 59, not \"\"",
        "60,5,61 24 28 * ? * | minutes accepts 0 to 59, not \"60\", \"61\"; hours accepts 0 to 23, not \"24\"",
      })
  void with_a_field_that_is_none_are_refused_with_what_it_takes(String text, String wrong) {
    assertThat(Cron.flaw(text))
        .contains(
            new Flaw(
                Code.BAD_VALUE,
                "\"%s\" is not a valid AWS cron expression: %s.%s".formatted(text, wrong, FIELDS),
                List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 6 28 * * *", "0 6 ? * ? *", "0 6 28 * MON *", "0 6 * * * *"})
  void say_their_days_in_one_way(String text) {
    assertThat(Cron.flaw(text).orElseThrow().message())
        .isEqualTo(
            "\"%s\" must have ? either as its day of month (the third field) or as its day of week (the fifth).%s"
                .formatted(text, FIELDS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0 6 28 * ? | 5", "0 0 6 28 * ? * | 7", "'' | 0", "hourly | 1"})
  void have_no_fewer_and_no_more(String text, int fields) {
    assertThat(Cron.flaw(text).orElseThrow().message())
        .isEqualTo("\"%s\" has %d fields, not six.%s".formatted(text, fields, FIELDS));
  }

  @Test
  void are_written_without_what_the_API_puts_around_them() {
    assertThat(Cron.flaw("cron(0 6 28  * ? *)").orElseThrow().message())
        .isEqualTo(
            "\"cron(0 6 28  * ? *)\" must have the six fields only. Did you mean \"0 6 28 * ? *\"?");
  }

  @Test
  void have_one_plainest_form() {
    assertThat(Cron.normal("  0\t6  ? * mon#1 * ")).isEqualTo("0 6 ? * MON#1 *");
  }
}
