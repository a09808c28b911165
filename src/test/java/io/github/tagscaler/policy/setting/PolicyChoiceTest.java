package io.github.tagscaler.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.PolicyChoice.Ignore;
import io.github.tagscaler.policy.setting.PolicyChoice.Join;
import io.github.tagscaler.policy.setting.PolicyChoice.Off;
import io.github.tagscaler.policy.setting.PolicyChoice.Unreadable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the value of the key {@code policy} may be. */
class PolicyChoiceTest {

  @ParameterizedTest
  @CsvSource({
    "llm, llm",
    "default, default",
    "on, default",
    "TRUE, default",
    "Yes, default",
    "llm+ha, llm ha",
    "llm + ha, llm ha",
    "on+ha+scale-out-only, default ha scale-out-only",
    "LLM, llm",
    "pay/llm, pay/llm",
  })
  void it_names_policies(String value, String names) {
    assertThat(PolicyChoice.read(value)).isEqualTo(new Join(List.of(names.split(" ", -1))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "none", "disabled", "false", "no", "OFF", "None", "Disabled"})
  void it_switches_off(String value) {
    assertThat(PolicyChoice.read(value)).isEqualTo(new Off());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ignore", "IGNORE"})
  void it_asks_to_be_ignored(String value) {
    assertThat(PolicyChoice.read(value)).isEqualTo(new Ignore());
  }

  @ParameterizedTest
  @CsvSource({"off+llm, off", "llm + ignore, ignore", "llm+None+off, None", "no+no, no"})
  void an_off_switch_cannot_be_combined(String value, String offSwitch) {
    assertThat(PolicyChoice.read(value))
        .isEqualTo(
            new Unreadable(
                "\"" + offSwitch + "\" cannot be combined with other policies. Use it alone."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "llm+", "+llm", "llm++ha", "llm+ +ha"})
  void a_name_must_not_be_missing(String value) {
    assertThat(PolicyChoice.read(value))
        .isEqualTo(
            new Unreadable(
                "No policy name given. Use a name such as default, or several joined with + (llm+ha)."));
  }

  @Test
  void an_empty_value_says_what_to_write() {
    assertThat(PolicyChoice.read(""))
        .isEqualTo(new Unreadable("The value is empty. Write default, or remove the tag."));
  }
}
