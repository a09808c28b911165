package io.github.tagscaler.outcome;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How a run ended for one target. */
public sealed interface Ending {

  /** The changes that were made or, by a dry run, planned. */
  default List<ChangeEntry> changes() {
    return List.of();
  }

  /** The changes that were really made: a plan makes none. */
  default List<ChangeEntry> changesMade() {
    return this instanceof Planned ? List.of() : changes();
  }

  /**
   * Changes were made, and the target is as the tags ask.
   *
   * @param inForce how it is scaled now
   */
  record Applied(List<ChangeEntry> changes, @Nullable InForce inForce) implements Ending {
    public Applied {
      changes = List.copyOf(changes);
    }
  }

  /**
   * A dry run found changes to make (a release too) and made none.
   *
   * @param now how the target is scaled, {@code null} if it is not, or that is not known
   * @param then how it would be scaled, {@code null} after a release
   * @param because the reason for a release, {@code null} if it is not a release
   */
  record Planned(
      List<ChangeEntry> changes,
      @Nullable InForce now,
      @Nullable InForce then,
      @Nullable ReleaseReason because)
      implements Ending {
    public Planned {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Nothing had to be changed.
   *
   * @param inForce how the target is scaled, {@code null} if nothing is registered
   */
  record Unchanged(@Nullable InForce inForce) implements Ending {}

  /**
   * What Tagscaler had registered was removed.
   *
   * @param because the reason
   * @param running the capacity that keeps running, where it is known
   */
  record Released(List<ChangeEntry> changes, ReleaseReason because, OptionalInt running)
      implements Ending {
    public Released {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Left alone on purpose.
   *
   * @param predicate one or more sentences, the first of them without its subject: the resource
   */
  record Skipped(SkipReason reason, String predicate) implements Ending {}

  /**
   * The tags cannot be applied. A retry does not help until the owner or the operator acts.
   *
   * @param problems the most important first
   * @param changes what was done before AWS refused the rest; usually empty
   */
  record Rejected(List<Problem> problems, List<ChangeEntry> changes) implements Ending {
    /** Nothing was changed. */
    public Rejected(List<Problem> problems) {
      this(problems, List.of());
    }

    public Rejected {
      problems =
          problems.stream()
              .sorted(Comparator.comparingInt(problem -> problem.code().rank()))
              .toList();
      changes = List.copyOf(changes);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a rejection must name at least one problem");
      }
    }
  }

  /**
   * It did not work this time and is retried.
   *
   * @param changes what was done before it failed
   */
  record Failed(Problem problem, List<ChangeEntry> changes) implements Ending {
    public Failed {
      changes = List.copyOf(changes);
    }
  }
}
