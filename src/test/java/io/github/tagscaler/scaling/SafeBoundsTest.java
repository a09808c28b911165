package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.limits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class SafeBoundsTest {
  private static final TargetProblems PROBLEMS = new TargetProblems("autoscaling:");

  @Test
  void refuses_a_default_max_that_would_remove_capacity() {
    assertThat(SafeBounds.of(KEY, limits(1, 4, MaxSource.BUILT_IN), 6, 0, false, PROBLEMS))
        .isEqualTo(
            new SafeBounds.NeedsMax(
                new Problem(
                    Code.BOUNDS_CONFLICT,
                    "autoscaling:max",
                    null,
                    "6 instances are running, but no tag or policy sets max. The default of 4 would remove 2."
                        + " Set autoscaling:max to 6 or more.",
                    List.of())));
  }

  @Test
  void says_why_it_concedes_a_higher_max() {
    assertThat(SafeBounds.of(KEY, limits(1, 4, MaxSource.POLICY), 6, 0, false, PROBLEMS))
        .isEqualTo(
            above(
                6,
                "6 instances are running, more than the max of 4. No tag states that max,"
                    + " so Tagscaler removes none and keeps max at 6 until capacity has scaled in."));
    assertThat(SafeBounds.of(KEY, limits(1, 4, MaxSource.TAG), 6, 9, true, PROBLEMS))
        .isEqualTo(
            above(
                9,
                "6 instances are running, more than the max of 4. The max was raised outside Tagscaler,"
                    + " so Tagscaler removes none and keeps max at 9 until capacity has scaled in."));
  }

  private static SafeBounds above(int max, String message) {
    return new SafeBounds.AboveMax(new Bounds(1, max), Problem.of(Code.ABOVE_MAX, message));
  }
}
