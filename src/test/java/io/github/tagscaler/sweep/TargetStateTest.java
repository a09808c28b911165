package io.github.tagscaler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Outcomes;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.ReleaseReason;
import io.github.tagscaler.outcome.ReleaseReason.Why;
import io.github.tagscaler.outcome.SkipReason;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** In which state of the metric {@code Resources} an outcome puts its target. */
class TargetStateTest {
  private static final Ending UNCHANGED = new Ending.Unchanged(Outcomes.IN_FORCE);
  private static final Ending UPDATE =
      new Ending.Planned(List.of(Outcomes.REGISTERED), null, Outcomes.IN_FORCE, null);

  private static TargetState of(Ending ending, Code... warnings) {
    return TargetState.of(
        Outcomes.with(
            Outcomes.of(ending),
            Stream.of(warnings).map(Outcomes::problem).toArray(Problem[]::new)));
  }

  private static Ending release(Why why) {
    return new Ending.Planned(
        List.of(), Outcomes.IN_FORCE, null, new ReleaseReason(why, "the reason"));
  }

  private static Ending rejected(Code... codes) {
    return new Ending.Rejected(Stream.of(codes).map(Outcomes::problem).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "SUSPENDED_BY_HAND, SUSPENDED",
    "SCALING_FAILING, FAILING",
    "AT_MAX, AT_MAX",
    "CAPACITY_RESET, SCALED"
  })
  void a_target_that_is_up_to_date_is_scaled_unless_a_warning_says_otherwise(
      Code warning, TargetState state) {
    assertThat(of(UNCHANGED)).isEqualTo(TargetState.SCALED);
    assertThat(of(UNCHANGED, warning)).isEqualTo(state);
  }

  @Test
  void of_several_warnings_the_one_that_explains_the_others_counts() {
    assertThat(of(UNCHANGED, Code.AT_MAX, Code.SCALING_FAILING)).isEqualTo(TargetState.FAILING);
    assertThat(of(UNCHANGED, Code.SCALING_FAILING, Code.SUSPENDED_BY_HAND))
        .isEqualTo(TargetState.SUSPENDED);
  }

  @Test
  void a_paused_target_is_paused_whatever_else_is_wrong() {
    assertThat(of(UNCHANGED, Code.PAUSED)).isEqualTo(TargetState.PAUSED);
    assertThat(of(UPDATE, Code.SUSPENDED_BY_HAND, Code.PAUSED)).isEqualTo(TargetState.PAUSED);
    assertThat(of(rejected(Code.BAD_VALUE), Code.PAUSED)).isEqualTo(TargetState.PAUSED);
  }

  @Test
  void a_planned_change_is_pending_and_what_is_suspended_by_hand_stays_so() {
    assertThat(of(UPDATE)).isEqualTo(TargetState.PENDING);
    assertThat(of(UPDATE, Code.SUSPENDED_BY_HAND)).isEqualTo(TargetState.SUSPENDED);
  }

  @ParameterizedTest
  @CsvSource({
    "OFF, OFF",
    "NOT_SCALABLE, NOT_SCALABLE",
    "UNTAGGED, PENDING",
    "GONE, PENDING",
    "EVERYTHING, PENDING"
  })
  void a_planned_release_counts_by_its_reason(Why why, TargetState state) {
    assertThat(of(release(why))).isEqualTo(state);
  }

  @Test
  void what_was_done_at_once_is_pending_until_the_next_sweep() {
    assertThat(of(new Ending.Applied(List.of(Outcomes.REGISTERED), Outcomes.IN_FORCE)))
        .isEqualTo(TargetState.PENDING);
    assertThat(
            of(
                new Ending.Released(
                    List.of(), new ReleaseReason(Why.OFF, "the reason"), OptionalInt.empty())))
        .isEqualTo(TargetState.PENDING);
  }

  @Test
  void a_rejection_is_not_owned_if_that_is_among_its_problems() {
    assertThat(of(rejected(Code.BAD_VALUE))).isEqualTo(TargetState.REJECTED);
    assertThat(of(rejected(Code.BAD_VALUE, Code.NOT_OWNED))).isEqualTo(TargetState.NOT_OWNED);
  }

  @Test
  void a_failure_is_unread_unless_the_resource_is_not_ready() {
    assertThat(of(new Ending.Failed(Outcomes.problem(Code.NOT_READY), List.of())))
        .isEqualTo(TargetState.NOT_READY);
    assertThat(of(new Ending.Failed(Outcomes.problem(Code.THROTTLED), List.of())))
        .isEqualTo(TargetState.UNREAD);
  }

  @ParameterizedTest
  @EnumSource
  void each_reason_to_skip_has_its_state(SkipReason reason) {
    Outcome skipped = Outcomes.of(new Ending.Skipped(reason, "is left alone."));

    assertThat(TargetState.of(skipped))
        .isEqualTo(
            switch (reason) {
              case IGNORED -> TargetState.IGNORED;
              case OFF -> TargetState.OFF;
              case NOT_READY, RESOURCE_FAILED -> TargetState.NOT_READY;
              case SWEEP_LIMIT_EXCEEDED -> TargetState.PENDING;
              case NOT_TAGGED, NOT_FOUND -> TargetState.UNTAGGED;
              case ADAPTER_COMPONENT,
                  HOSTS_COMPONENTS,
                  SHADOW_VARIANT,
                  NO_PROVISIONED_CONCURRENCY,
                  BURSTABLE_INSTANCE ->
                  TargetState.NOT_SCALABLE;
            });
  }
}
