package io.github.tagscaler.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.soak.Simulation.Plot;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Lost events, calls that fail, people who tinker: whatever happens, in the end everything is as
 * its tags ask. Longer with {@code make soak}; the message of a failure names the seed.
 */
class FleetSoak {
  private static final Plot PLOT =
      new Plot(
          Long.getLong("tagscaler.soak.seed", 6),
          Integer.getInteger("tagscaler.soak.days", 1),
          Integer.getInteger("tagscaler.soak.endpoints", 20),
          Integer.getInteger("tagscaler.soak.changes", 8),
          Integer.getInteger("tagscaler.soak.loss", 2),
          Integer.getInteger("tagscaler.soak.faults", 5),
          Integer.getInteger("tagscaler.soak.sweep", 15));

  @Test
  void in_the_end_everything_is_as_its_tags_ask() {
    try (var simulation = new Simulation(PLOT, line -> System.out.println(line))) {
      var wrong = simulation.play();

      System.out.println(simulation.summary());
      assertThat(wrong).isEmpty();
      if (System.getProperty("tagscaler.soak.seed") == null) {
        assertThat(simulation.met())
            .as("what this seed has to bring about")
            .containsAll(Owners.ACTS)
            .contains(Owners.OTHER_VARIANTS, "become HOST")
            .contains("storm", "death", "cut off", "a pause that ends");
      }
    }
  }

  @Test
  void what_events_tell_is_right_within_minutes_and_without_any_sweep() {
    try (var simulation = new Simulation(new Plot(PLOT.seed(), 1, 12, 16, 0, 0, 0))) {
      var wrong = simulation.playUnswept(Set.of());

      System.out.println(simulation.summary());
      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void the_same_seed_gives_the_same_history() {
    var plot = new Plot(PLOT.seed(), 1, 4, 12, 5, 5, 15);
    try (var once = new Simulation(plot);
        var again = new Simulation(plot)) {
      assertThat(once.play()).isEqualTo(again.play());
      assertThat(once.history()).isEqualTo(again.history());
    }
  }
}
