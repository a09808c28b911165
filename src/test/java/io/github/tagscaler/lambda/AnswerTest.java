package io.github.tagscaler.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.Outcomes;
import io.github.tagscaler.outcome.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final Outcome UNCHANGED = Outcomes.of(new Ending.Unchanged(null));

  /** An outcome of about a megabyte. */
  private static final Outcome LARGE =
      Outcomes.of(new Ending.Rejected(List.of(Problem.of(Code.BAD_VALUE, "é".repeat(500_000)))));

  private static List<Json> outcomes(Json answer) {
    return answer.get("outcomes").stream().toList();
  }

  @Test
  void holds_the_outcomes() {
    assertThat(Answer.of(Handled.of(List.of(UNCHANGED))))
        .isEqualTo(
            Json.object()
                .put("outcomes", new Json.Arr(List.of(OutcomeJson.of(UNCHANGED))))
                .build());
  }

  @Test
  void says_so_if_a_sweep_did_not_reach_everything() {
    assertThat(Answer.of(new Handled(List.of(), false, List.of())).write())
        .isEqualTo("{\"outcomes\":[],\"complete\":false}");
  }

  @Test
  void leaves_out_what_Lambda_could_not_return_and_says_so() {
    int size = OutcomeJson.of(LARGE).write().getBytes(StandardCharsets.UTF_8).length;
    int fit = 5_000_000 / size;

    var answer = Answer.of(Handled.of(Collections.nCopies(fit + 1, LARGE)));

    assertThat(outcomes(answer)).hasSize(fit);
    assertThat(answer.get("complete")).isEqualTo(Json.of(false));
    assertThat(answer.write().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(5_000_100);
    assertThat(Answer.of(Handled.of(Collections.nCopies(fit, LARGE))).write())
        .doesNotContain("\"complete\"");
  }

  @Test
  void is_an_error_if_something_has_to_be_tried_again() {
    var failed = Outcomes.of(new Ending.Failed(Outcomes.problem(Code.THROTTLED), List.of()));

    assertThatThrownBy(() -> Answer.of(Handled.of(List.of(failed))))
        .isInstanceOf(TargetsFailedException.class)
        .hasMessage(
            Json.object()
                .put("outcomes", new Json.Arr(List.of(OutcomeJson.of(failed))))
                .build()
                .write());
  }
}
