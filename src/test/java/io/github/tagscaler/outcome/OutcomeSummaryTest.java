package io.github.tagscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeSummaryTest {
  private static final Problem THROTTLED = Problem.of(Code.THROTTLED, "AWS asks to slow down.");

  static Stream<Arguments> endings() {
    return Stream.of(
        Arguments.of(new Ending.Applied(List.of(), Outcomes.IN_FORCE), "Applied", null),
        Arguments.of(new Ending.Planned(List.of(), null, Outcomes.IN_FORCE, null), "Planned", null),
        Arguments.of(new Ending.Unchanged(Outcomes.IN_FORCE), "Unchanged", null),
        Arguments.of(
            new Ending.Released(List.of(), Reasons.becauseGone(), OptionalInt.empty()),
            "Released",
            null),
        Arguments.of(
            new Ending.Skipped(SkipReason.SHADOW_VARIANT, "is a shadow variant."),
            "Skipped",
            "ShadowVariant"),
        Arguments.of(
            new Ending.Rejected(List.of(Outcomes.TYPO, THROTTLED)), "Rejected", "UnknownPolicy"),
        Arguments.of(new Ending.Failed(THROTTLED, List.of()), "Failed", "Throttled"));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void the_word_is_the_ending_and_the_code_is_that_of_the_first_problem_or_the_skip_reason(
      Ending ending, String word, String code) {
    var summary = OutcomeSummary.of(Outcomes.of(ending));

    assertThat(summary.word()).isEqualTo(word);
    assertThat(summary.code()).isEqualTo(code);
  }

  @Test
  void a_message_is_one_line_whatever_it_holds() {
    assertThat(
            OutcomeSummary.of(Outcomes.of(new Ending.Skipped(SkipReason.IGNORED, "a\r\nb")))
                .message())
        .isEqualTo("endpoint/chat/variant/blue a\\r\\nb");
  }
}
