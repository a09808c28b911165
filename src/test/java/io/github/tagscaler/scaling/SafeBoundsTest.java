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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafeBoundsTest {
  private static final TargetProblems PROBLEMS = new TargetProblems("autoscaling:");

  @Test
  void refuses_a_default_max_that_would_remove_capacity() {
    assertThat(of(MaxSource.BUILT_IN, 6, Optional.empty(), false))
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
    assertThat(of(MaxSource.POLICY, 6, Optional.empty(), false))
        .isEqualTo(
            safe(
                6,
                Optional.of(6),
                "6 instances are running, more than the max of 4. No tag states that max,"
                    + " so Tagscaler removes none and keeps max at 6 until capacity has scaled in."));
    assertThat(of(MaxSource.TAG, 6, Optional.of(new Bounds(1, 9)), false))
        .isEqualTo(
            safe(
                9,
                Optional.of(9),
                "6 instances are running, more than the max of 4. Only a change of autoscaling:max or"
                    + " autoscaling:schedule removes capacity, so Tagscaler removes none and keeps"
                    + " max at 9 until capacity has scaled in."));
  }

  @ParameterizedTest
  @EnumSource(
      value = MaxSource.class,
      names = {"TAG", "POLICY"})
  void leaves_bounds_that_are_right_and_says_what_aws_does(MaxSource source) {
    assertThat(of(source, 7, Optional.of(new Bounds(1, 4)), false))
        .isEqualTo(
            safe(
                4,
                Optional.empty(),
                "7 instances are running, more than the max of 4. Tagscaler removes none, but"
                    + " Application Auto Scaling goes back to 4 at its next scaling or scheduled action."
                    + " To keep more, set a max of 7 in autoscaling:max (or in"
                    + " autoscaling:schedule, if there is one), or set autoscaling:paused = true."));
  }

  @Test
  void says_how_many_go_where_the_owner_lowered_the_max() {
    assertThat(of(MaxSource.TAG, 7, Optional.of(new Bounds(1, 8)), true))
        .isEqualTo(safe(4, Optional.empty(), "The max of 4 removes 3 of 7 instances."));
  }

  private static SafeBounds of(
      MaxSource source, int running, Optional<Bounds> registered, boolean removes) {
    return SafeBounds.of(KEY, limits(1, 4, source), running, registered, removes, PROBLEMS);
  }

  private static SafeBounds safe(int max, Optional<Integer> conceded, String message) {
    return new SafeBounds.Safe(
        new Bounds(1, max), conceded, List.of(Problem.of(Code.ABOVE_MAX, message)));
  }
}
