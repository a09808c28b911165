package io.github.tagscaler.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.soak.Simulation.Parameters;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * With lost events, failing calls and changes by hand, the final state is always the one that the
 * tags require. Runs longer with {@code make soak}; the message of a failure names the seed.
 */
class FleetSoak {
  private static final Parameters PLOT =
      new Parameters(
          Long.getLong("tagscaler.soak.seed", 4),
          Integer.getInteger("tagscaler.soak.days", 1),
          Integer.getInteger("tagscaler.soak.endpoints", 24),
          Integer.getInteger("tagscaler.soak.changes", 12),
          Integer.getInteger("tagscaler.soak.loss", 2),
          Integer.getInteger("tagscaler.soak.faults", 5),
          Integer.getInteger("tagscaler.soak.sweep", 30));

  @Test
  void the_final_state_matches_the_tags() {
    try (var simulation = new Simulation(PLOT, line -> System.out.println(line))) {
      var wrong = simulation.play();

      System.out.println(simulation.summary());
      assertThat(wrong).isEmpty();
      if (System.getProperty("tagscaler.soak.seed") == null) {
        assertThat(simulation.met())
            .as("what this seed has to bring about")
            .containsAll(OwnerActions.ACTS)
            .contains(OwnerActions.OTHER_VARIANTS, "become HOST")
            .contains("storm", "death", "cut off", "a pause that ends", "brought back")
            .contains("lose tags", "lose a few tags", "restore tags")
            .contains("lose platform", "restore platform", "throttled reading of policies")
            .contains(
                OutsideChanges.OUTSIDE_BOUNDS, OutsideChanges.DRIFT, OutsideChanges.OTHERS_ON_OURS);
      }
    }
  }

  @Test
  void changes_with_events_are_applied_within_minutes_without_a_sweep() {
    try (var simulation = new Simulation(new Parameters(PLOT.seed(), 1, 12, 16, 0, 0, 0))) {
      var wrong = simulation.playUnswept(Set.of());

      System.out.println(simulation.summary());
      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void the_same_seed_gives_the_same_history() {
    var parameters = new Parameters(PLOT.seed(), 1, 4, 12, 5, 5, 60);
    try (var once = new Simulation(parameters);
        var again = new Simulation(parameters)) {
      assertThat(once.play()).isEqualTo(again.play());
      assertThat(once.history()).isEqualTo(again.history());
    }
  }
}
