package io.github.tagscaler.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Collecting problems, and naming what its reader has to change. */
class ProblemsTest {
  private static final Place PLACE = new Place("pay", 3, 5);
  private static final Origin TAG = new Origin.Tag("autoscaling:policy", "llm", "endpoint/chat");

  private static Problem about(Origin origin) {
    return Problems.about(origin, "autoscaling:min", Code.BAD_VALUE, "No.", List.of("1"));
  }

  @Test
  void begin_with_their_place_where_they_have_one() {
    var problem = about(new Origin.CatalogValue(PLACE, "policies.llm.max", "x"));

    assertThat(problem.message()).startsWith("pay, line 3, column 5: ");
    assertThat(problem.sentences()).isEqualTo("policies.llm.max = \"x\". No.");
    assertThat(about(TAG).sentences()).isEqualTo(about(TAG).message());
  }

  @Test
  void name_the_tag_setting_or_value_to_change() {
    assertThat(about(TAG))
        .isEqualTo(
            new Problem(
                Code.BAD_VALUE,
                "autoscaling:policy",
                "llm",
                "autoscaling:policy = \"llm\" on endpoint/chat. No.",
                List.of("1")));
    assertThat(about(new Origin.Policy("llm", Optional.of(PLACE), TAG))).isEqualTo(about(TAG));
    assertThat(about(new Origin.StackSetting("DEFAULT_POLICY", "llm")))
        .isEqualTo(
            new Problem(
                Code.BAD_VALUE,
                "DEFAULT_POLICY",
                "llm",
                "DEFAULT_POLICY = \"llm\". No.",
                List.of("1")));
    assertThat(about(new Origin.CatalogValue(PLACE, "policies.llm.max", "x")))
        .isEqualTo(
            new Problem(
                Code.BAD_VALUE,
                "policies.llm.max",
                "x",
                "pay, line 3, column 5: policies.llm.max = \"x\". No.",
                List.of("1"),
                PLACE));
  }

  @Test
  void name_the_key_to_set_where_no_tag_or_value_is_at_fault() {
    var problem = new Problem(Code.BAD_VALUE, "autoscaling:min", null, "No.", List.of("1"));

    assertThat(about(new Origin.BuiltIn())).isEqualTo(problem);
    assertThat(about(new Origin.PlatformDefault(PLACE))).isEqualTo(problem);
    assertThat(about(new Origin.Guardrail("max: 2", PLACE))).isEqualTo(problem);
  }

  @Test
  void count_the_same_problem_once_and_keep_the_order() {
    var problems = new Problems();
    problems.add(TAG, Code.BAD_VALUE, "Second.");
    problems.addAll(List.of(Problem.of(Code.BAD_VALUE, "First.")));
    problems.add(TAG, Code.BAD_VALUE, "Second.");

    assertThat(problems.list())
        .extracting(Problem::message)
        .containsExactly("autoscaling:policy = \"llm\" on endpoint/chat. Second.", "First.");
  }

  @Test
  void make_a_checked_value_of_what_was_read() {
    var problems = new Problems();
    assertThat(problems.checked("fine")).isEqualTo(new Checked.Valid<>("fine"));

    problems.badValue("", "No.");
    assertThat(problems.checked("fine")).isEqualTo(new Checked.Invalid<>(problems.list()));
  }

  @Test
  void take_over_those_of_an_invalid_value() {
    var problems = new Problems();

    assertThat(problems.valid(new Checked.Valid<>("fine"))).contains("fine");
    assertThat(problems.isEmpty()).isTrue();
    assertThat(problems.valid(new Checked.Invalid<>(List.of(Problem.of(Code.BAD_VALUE, "No.")))))
        .isEmpty();
    assertThat(problems.list()).containsExactly(Problem.of(Code.BAD_VALUE, "No."));
  }
}
