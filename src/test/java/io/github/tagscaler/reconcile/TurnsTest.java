package io.github.tagscaler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnsTest {
  private static final Instant NOW = Instant.parse("2026-08-07T12:03:00Z");

  @ParameterizedTest
  @ValueSource(ints = {5, 7, 15, 20, 30, 45, 60})
  void each_part_has_its_turn_once_in_so_many_quarters_of_an_hour(int minutes) {
    var turns = new HashSet<Integer>();
    int seen = 0;
    var before = NOW;
    for (var now = NOW.plus(Duration.ofMinutes(minutes));
        Duration.between(NOW, now).toMinutes() <= 47 * 15;
        now = now.plus(Duration.ofMinutes(minutes))) {
      for (int part = 0; part < 47; part++) {
        if (Turns.since(before, now).anyOf(part, 47)) {
          turns.add(part);
          seen++;
        }
      }
      before = now;
    }

    // The last one or three may belong to a sweep that comes later.
    assertThat(turns).hasSizeBetween(44, 47);
    assertThat(seen).isEqualTo(turns.size());
  }

  @Test
  void a_function_that_knows_of_no_sweep_before_stands_for_its_own_quarter() {
    assertThat(Turns.since(null, NOW))
        .isEqualTo(Turns.since(NOW.minus(Duration.ofMinutes(15)), NOW));
  }

  @Test
  void no_sweep_stands_for_more_than_an_hour() {
    var turns = Turns.since(NOW.minus(Duration.ofDays(3)), NOW);

    assertThat(turns.last() - turns.first()).isEqualTo(3);
  }

  @Test
  void a_clock_that_was_set_back_tells_nothing_of_the_sweep_before() {
    assertThat(Turns.since(NOW.plus(Duration.ofDays(3)), NOW)).isEqualTo(Turns.since(null, NOW));
  }

  @Test
  void a_second_sweep_in_the_same_quarter_stands_for_none() {
    var turns = Turns.since(NOW.minusSeconds(60), NOW);

    assertThat(turns.anyOf(0, 1)).isFalse();
  }
}
