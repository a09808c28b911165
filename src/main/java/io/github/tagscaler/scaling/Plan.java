package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Problem;
import java.util.List;

/** What to do about one target. */
public sealed interface Plan {

  /**
   * Make these changes, in this order; none means that all is well.
   *
   * @param warnings what the owner may want to know
   */
  record Changes(List<Change> changes, List<Problem> warnings) implements Plan {
    public Changes {
      changes = List.copyOf(changes);
      warnings = List.copyOf(warnings);
    }
  }

  /** Do nothing this time: soon it can be done. */
  record PutOff(Problem problem) implements Plan {}

  /** Do nothing: the wish cannot be followed as things stand. */
  record Refused(List<Problem> problems) implements Plan {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
