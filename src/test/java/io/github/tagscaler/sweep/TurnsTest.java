package io.github.tagscaler.sweep;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnsTest {
  private static final Instant NOW = Instant.parse("2026-08-07T12:03:00Z");

  @ParameterizedTest
  @ValueSource(ints = {5, 7, 15, 20, 30, 45, 60})
  void each_part_has_its_turn_once_in_so_many_quarters_of_an_hour(int minutes) {
    var turns = new HashSet<String>();
    int seen = 0;
    var before = NOW;
    for (var now = NOW.plus(Duration.ofMinutes(minutes));
        Duration.between(NOW, now).toMinutes() <= 47 * 15;
        now = now.plus(Duration.ofMinutes(minutes))) {
      for (var arn : onePerPart()) {
        if (Turns.since(before, now).anyOf(arn, 47)) {
          turns.add(arn);
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
  void a_function_that_knows_of_no_sweep_before_stands_for_an_hour_or_where_that_is_dear_its_own() {
    var turns = Turns.since(null, NOW);

    assertThat(turns.last() - turns.first()).isEqualTo(3);
    assertThat(turns.known().first()).isEqualTo(turns.last());
    var told = Turns.since(NOW.minus(Duration.ofMinutes(30)), NOW);
    assertThat(told.known()).isEqualTo(told);
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

    assertThat(turns.anyOf("arn", 1)).isFalse();
  }

  private static List<String> onePerPart() {
    return List.copyOf(
        IntStream.range(0, 1000)
            .mapToObj(i -> "arn" + i)
            .collect(
                toMap(arn -> Math.floorMod(arn.hashCode(), 47), arn -> arn, (first, _) -> first))
            .values());
  }
}
