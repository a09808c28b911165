package io.github.tagscaler.command.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgoTest {
  @ParameterizedTest
  @CsvSource({
    "PT40S, 1 min",
    "PT20S, 20 s",
    "PT2H20M, 2 h 20 min",
    "PT2H3M, 2 h",
    "PT9H50M, 10 h",
    "PT13H55M, 14 h",
    "PT13H10M, 13 h",
    "P3DT20H, 4 days",
  })
  void a_length_of_time_is_rounded(Duration length, String words) {
    assertThat(Ago.length(length)).isEqualTo(words);
  }
}
