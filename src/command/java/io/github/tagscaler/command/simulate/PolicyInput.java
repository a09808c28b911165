package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.simulate.model.SimulatedPolicy;
import io.github.tagscaler.outcome.Problem;
import java.util.List;

/** A tag set of the command line, read. */
sealed interface PolicyInput {
  /** The tag set as it is written. */
  String title();

  /** Warnings of the tags. */
  List<Problem> warnings();

  /** It can be simulated. */
  record Usable(SimulatedPolicy policy, List<Problem> warnings) implements PolicyInput {
    @Override
    public String title() {
      return policy.title();
    }
  }

  /** The function would reject it, or scale nothing by it. */
  record Unusable(String title, List<String> why, List<Problem> warnings) implements PolicyInput {}
}
