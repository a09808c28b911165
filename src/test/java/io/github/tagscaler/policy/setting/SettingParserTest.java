package io.github.tagscaler.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Setting.Adopt;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.setting.Setting.Paused;
import io.github.tagscaler.policy.setting.Setting.Schedule;
import io.github.tagscaler.policy.setting.Setting.Wake;
import io.github.tagscaler.policy.setting.SettingParser.Parsed;
import io.github.tagscaler.policy.window.ExpressionReader;
import io.github.tagscaler.policy.window.Windows;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of the keys mean that are more than a number or a word. */
class SettingParserTest {

  private static Parsed read(PolicyKey key, String value) {
    return SettingParser.parse(
        key, value, new Origin.Tag("autoscaling:" + key.wire(), value, "endpoint/chat"));
  }

  private static Parsed fine(Setting setting) {
    return new Parsed(Optional.empty(), Optional.of(setting), List.of());
  }

  @Nested
  class A_schedule {

    @Test
    void is_windows() {
      assertThat(read(PolicyKey.SCHEDULE, "mon-fri 08:00-20:00 2-8 else 1 europe/berlin"))
          .isEqualTo(
              fine(
                  new Schedule(
                      Optional.of(
                          ((Windows.Reading.Understood)
                                  ExpressionReader.read(
                                      "Mon-Fri 08:00-20:00 2-8 else 1 Europe/Berlin"))
                              .windows()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "OFF"})
    void may_be_none(String value) {
      assertThat(read(PolicyKey.SCHEDULE, value)).isEqualTo(fine(new Schedule(Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "None", "false", "disabled", "never"})
    void that_is_none_has_one_word_for_it(String value) {
      assertThat(read(PolicyKey.SCHEDULE, value).problems())
          .containsExactly(
              new Problem(
                  Code.BAD_VALUE,
                  "autoscaling:schedule",
                  value,
                  "autoscaling:schedule = \"%s\" on endpoint/chat. Did you mean \"off\"?"
                      .formatted(value),
                  List.of("off")));
    }

    @Test
    void has_all_its_problems_reported_each_by_its_kind() {
      var read = read(PolicyKey.SCHEDULE, "Mo 08:00-20:00 8-2");

      assertThat(read.setting()).isEmpty();
      assertThat(read.problems())
          .extracting(Problem::code)
          .containsExactly(Code.BAD_VALUE, Code.BOUNDS_CONFLICT);
      assertThat(read.problems().getLast().message())
          .isEqualTo(
              "autoscaling:schedule = \"Mo 08:00-20:00 8-2\" on endpoint/chat. \"8-2\" has a min above its max. Did you mean \"2-8\"?");
      assertThat(read.problems().getFirst().allowed()).contains("Mon", "Daily");
    }
  }

  @Nested
  class A_pause {

    @ParameterizedTest
    @CsvSource({"on, true", "TRUE, true", "yes, true", "off, false", "False, false", "no, false"})
    void is_a_switch(String value, boolean on) {
      assertThat(read(PolicyKey.PAUSED, value)).isEqualTo(fine(new Paused(on, Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource({
      "2026-12-31, 2026-12-31T00:00",
      "2026-12-31 18:00, 2026-12-31T18:00",
      "'2026-12-31   00:01', 2026-12-31T00:01",
      "2028-02-29 23:59, 2028-02-29T23:59",
    })
    void may_end_by_itself(String value, LocalDateTime until) {
      assertThat(read(PolicyKey.PAUSED, value))
          .isEqualTo(fine(new Paused(true, Optional.of(new Moment(until, false)))));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "ture",
          "2026-02-30",
          "2026-12-31 24:00",
          "2026-12-31T18:00+01:00",
          "31.12.2026",
          "2026-1-1",
          "tomorrow",
        })
    void that_cannot_be_read_holds_all_the_same(String value) {
      assertThat(read(PolicyKey.PAUSED, value))
          .isEqualTo(
              new Parsed(
                  Optional.empty(),
                  Optional.of(new Paused(true, Optional.empty())),
                  List.of(
                      new Problem(
                          Code.BAD_VALUE,
                          "autoscaling:paused",
                          value,
                          "autoscaling:paused = \"%s\" on endpoint/chat. Not a valid value, so scaling is paused to be safe. Use on, off, a date (2026-12-31) or a time (2026-12-31 18:00)."
                              .formatted(value),
                          List.of()))));
    }
  }

  @Nested
  class Adopting {

    @ParameterizedTest
    @CsvSource({
      "on, KEEP",
      "True, KEEP",
      "yes, KEEP",
      "replace, REPLACE",
      "REPLACE, REPLACE",
      "off, NO",
      "false, NO",
      "no, NO",
    })
    void keeps_replaces_or_leaves(String value, Adoption mode) {
      assertThat(read(PolicyKey.ADOPT, value)).isEqualTo(fine(new Adopt(mode)));
    }

    @Test
    void in_another_way_is_refused() {
      assertThat(read(PolicyKey.ADOPT, "all"))
          .isEqualTo(
              new Parsed(
                  Optional.empty(),
                  Optional.empty(),
                  List.of(
                      new Problem(
                          Code.BAD_VALUE,
                          "autoscaling:adopt",
                          "all",
                          "autoscaling:adopt = \"all\" on endpoint/chat. Use true (keep the policies and schedules that others attached), replace (delete them) or false.",
                          List.of("on", "true", "yes", "replace", "off", "false", "no")))));
    }
  }

  @Test
  void waking_is_a_switch() {
    assertThat(read(PolicyKey.WAKE, "yes")).isEqualTo(fine(new Wake(true)));
    assertThat(read(PolicyKey.WAKE, "off")).isEqualTo(fine(new Wake(false)));
    assertThat(read(PolicyKey.WAKE, "maybe").problems()).hasSize(1);
  }

  @Test
  void planning_only_that_cannot_be_read_is_in_force() {
    assertThat(read(PolicyKey.DRY_RUN, "ture").setting()).contains(new Setting.DryRun(true));
    assertThat(read(PolicyKey.DRY_RUN, "ture").problems()).hasSize(1);
    assertThat(read(PolicyKey.DRY_RUN, "no")).isEqualTo(fine(new Setting.DryRun(false)));
  }
}
