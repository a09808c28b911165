package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Problem;
import java.util.List;

/** What to do about one target. */
public sealed interface Plan {

  /**
   * Make these changes, in this order; none if the target is as desired.
   *
   * @param warnings what the owner may want to know
   */
  record Changes(List<Change> changes, List<Problem> warnings) implements Plan {
    public Changes {
      changes = List.copyOf(changes);
      warnings = List.copyOf(warnings);
    }
  }

  /** Do nothing this time: it can be done soon. */
  record Deferred(Problem problem) implements Plan {}

  /** Do nothing: the desired state cannot be reached until a person acts. */
  record Refused(List<Problem> problems) implements Plan {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
