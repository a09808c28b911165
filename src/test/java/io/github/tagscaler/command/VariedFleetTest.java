package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.JsonReader;
import org.junit.jupiter.api.Test;

class VariedFleetTest {
  @Test
  void it_has_some_three_hundred_resources_and_most_are_scaled() {
    try (var account = VariedFleet.account()) {
      var state = JsonReader.read(account.aws().state());
      assertThat(
              state.get("endpoints").stream().count()
                  + state.get("inferenceComponents").stream().count())
          .isBetween(280L, 320L);
      assertThat(state.get("scalableTargets").stream().count()).isBetween(150L, 200L);
    }
  }

  @Test
  void the_same_seed_gives_the_same_fleet_and_another_one_another() {
    assertThat(new VariedFleet(1).documents()).isEqualTo(new VariedFleet(1).documents());
    assertThat(new VariedFleet(2).documents()).isNotEqualTo(new VariedFleet(1).documents());
  }
}
