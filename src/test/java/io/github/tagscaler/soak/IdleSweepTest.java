package io.github.tagscaler.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Most sweeps find nothing to do and must make few calls. */
class IdleSweepTest {
  @Test
  void a_sweep_with_nothing_to_do_makes_one_call_for_five_endpoints_at_most_and_writes_nothing() {
    try (var idle = new IdleSweep(1000)) {
      assertThat(idle.targets()).isEqualTo(1000);
      var before = idle.calls();

      idle.sweep();

      var calls = idle.callsSince(before);
      assertThat(calls.values().stream().mapToInt(Integer::intValue).sum())
          .as("calls: %s", calls)
          .isLessThanOrEqualTo(1000 / 5);
      assertThat(calls.keySet()).noneMatch(call -> call.matches(".*:(Register|Put|Delete|Tag).*"));
    }
  }

  @Test
  void a_function_that_knows_nothing_reads_each_concerned_endpoint_once() {
    try (var idle = new IdleSweep(500)) {
      idle.addUntagged(500);
      idle.forget();
      var before = idle.calls();

      idle.sweep();

      var calls = idle.callsSince(before);
      assertThat(calls.values().stream().mapToInt(Integer::intValue).sum())
          .as("calls: %s", calls)
          .isLessThanOrEqualTo(500 * 22 / 10 + 500 / 5);
      assertThat(calls.keySet()).noneMatch(call -> call.matches(".*:(Register|Put|Delete|Tag).*"));
    }
  }
}
