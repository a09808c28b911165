package io.github.tagscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.resource.NotScalable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {

  @Test
  void only_a_failed_outcome_is_tried_again() {
    var throttled = new Ending.Failed(Outcomes.problem(Code.THROTTLED), List.of());

    assertThat(Outcomes.of(throttled).failed()).isTrue();
    assertThat(Outcomes.of(new Ending.Rejected(List.of(Outcomes.TYPO))).failed()).isFalse();
    assertThat(Outcomes.of(new Ending.Unchanged(Outcomes.IN_FORCE)).failed()).isFalse();
  }

  @Test
  void a_rejection_names_what_is_wrong() {
    assertThatThrownBy(() -> new Ending.Rejected(List.of()))
        .hasMessage("a rejection must name at least one problem");
  }

  @ParameterizedTest
  @EnumSource
  void what_is_not_scalable_is_skipped_for_the_reason_of_the_same_name(NotScalable why) {
    assertThat(SkipReason.of(why).name()).isEqualTo(why.name());
  }
}
