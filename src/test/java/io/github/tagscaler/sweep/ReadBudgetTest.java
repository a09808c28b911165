package io.github.tagscaler.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadBudgetTest {
  private final AtomicBoolean timeLeft = new AtomicBoolean(true);
  private final ReadBudget budget = new ReadBudget(timeLeft::get);

  private static long readsOf(ReadBudget budget, int tries) {
    return IntStream.range(0, tries)
        .filter(_ -> budget.read(() -> Optional.of("found")).isPresent())
        .count();
  }

  private static Optional<String> failing(Code code, boolean answered) {
    throw new CallFailedException(code, "The call failed.", new IllegalStateException(), answered);
  }

  @Test
  void ends_after_1500_reads() {
    assertThat(readsOf(budget, 1600)).isEqualTo(1500);
  }

  @Test
  void of_somebody_who_waits_does_not_end() {
    assertThat(readsOf(ReadBudget.unlimited(), 1600)).isEqualTo(1600);
  }

  @Test
  void ends_with_the_time_and_does_not_begin_again() {
    timeLeft.set(false);
    assertThat(readsOf(budget, 1)).isZero();

    timeLeft.set(true);
    assertThat(readsOf(budget, 1)).isZero();
  }

  @Test
  void ends_when_AWS_throttles_or_does_not_answer() {
    assertThat(budget.read(() -> failing(Code.THROTTLED, true))).isEmpty();
    assertThat(readsOf(budget, 1)).isZero();

    var another = new ReadBudget(() -> true);
    assertThat(another.read(() -> failing(Code.SERVICE_ERROR, false))).isEmpty();
    assertThat(readsOf(another, 1)).isZero();
  }

  @Test
  void goes_on_after_a_read_that_AWS_refuses() {
    assertThatThrownBy(() -> budget.read(() -> failing(Code.ACCESS_DENIED, true)))
        .isInstanceOf(CallFailedException.class);
    assertThat(readsOf(budget, 1600)).as("it counts").isEqualTo(1499);
  }

  @Test
  void counts_what_does_not_exist() {
    assertThat(budget.read(Optional::empty)).isEmpty();
    assertThat(readsOf(budget, 1600)).isEqualTo(1499);
  }
}
