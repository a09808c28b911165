package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.limits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Limits.MaxSource;
import org.junit.jupiter.api.Test;

class FitTest {
  @Test
  void says_what_a_max_that_nobody_states_would_take_away() {
    assertThat(Fit.of(KEY, limits(1, 4, MaxSource.BUILT_IN), 6, 0, false))
        .isEqualTo(
            new Fit.NoMax(
                problem(
                    Code.BOUNDS_CONFLICT,
                    "endpoint/chat/variant/blue runs 6, and nobody states a max; the built-in one is 4 and would take 2 away."
                        + " Set the tag max to at least 6 to keep what runs.")));
  }

  @Test
  void says_why_it_concedes_a_higher_max() {
    assertThat(Fit.of(KEY, limits(1, 4, MaxSource.POLICY), 6, 0, false))
        .isEqualTo(
            above(
                6,
                "endpoint/chat/variant/blue runs 6, above its max of 4. Nothing that runs is taken away,"
                    + " as no tag states that max: the max is 6 until capacity has fallen by itself."));
    assertThat(Fit.of(KEY, limits(1, 4, MaxSource.TAG), 6, 9, true))
        .isEqualTo(
            above(
                9,
                "endpoint/chat/variant/blue runs 6, above its max of 4. Nothing that runs is taken away"
                    + " while somebody else's change is undone: the max is 9 until capacity has fallen by itself."));
  }

  private static Fit above(int max, String message) {
    return new Fit.AboveMax(new Bounds(1, max), problem(Code.ABOVE_MAX, message));
  }

  private static Problem problem(Code code, String message) {
    return Problem.of(code, message);
  }
}
