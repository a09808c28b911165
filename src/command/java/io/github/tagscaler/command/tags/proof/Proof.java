package io.github.tagscaler.command.tags.proof;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.scaling.Change;
import java.util.List;

/** What adopting a target with certain tags would change. */
public sealed interface Proof {

  /** Whether it scales afterwards exactly as before. */
  default boolean isIdentical() {
    return this instanceof Adopted(_, var differences, _) && differences.isEmpty();
  }

  /** It cannot be adopted with these tags. */
  record Rejected(List<Problem> problems) implements Proof {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  /**
   * It is adopted.
   *
   * @param changes the calls that do it
   * @param differences what scales otherwise afterwards; none if only names and the owner differ
   * @param warnings what would be reported to the owner
   */
  record Adopted(List<Change> changes, List<Difference> differences, List<Problem> warnings)
      implements Proof {
    public Adopted {
      changes = List.copyOf(changes);
      differences = List.copyOf(differences);
      warnings = List.copyOf(warnings);
    }
  }
}
