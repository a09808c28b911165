package io.github.tagscaler.outcome;

import java.util.List;
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
   * @param why the reason for a release in one sentence, {@code null} if it is none
   */
  record Planned(
      List<ChangeEntry> changes,
      @Nullable InForce now,
      @Nullable InForce then,
      @Nullable String why)
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
   * What was ours is gone.
   *
   * @param why one sentence: which of the reasons to release it was
   */
  record Released(List<ChangeEntry> changes, String why) implements Ending {
    public Released {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Left alone on purpose.
   *
   * @param why one sentence for the owner
   */
  record Skipped(SkipReason reason, String why) implements Ending {
    /** It would be released because its tags are missing, but is one of too many. */
    public static Skipped sweepLimitExceeded() {
      return new Skipped(
          SkipReason.SWEEP_LIMIT_EXCEEDED,
          "It carries no tag that asks for scaling any more, but so do so many that the sweep"
              + " released none of them. If that is meant, invoke the function with"
              + " {\"all\": true, \"confirm\": true}.");
    }
  }

  /**
   * The tags cannot be followed. Trying again is pointless until somebody acts.
   *
   * @param changes what was done before AWS refused the rest; nothing, unless it did so half way
   */
  record Rejected(List<Problem> problems, List<ChangeEntry> changes) implements Ending {
    /** Nothing was changed. */
    public Rejected(List<Problem> problems) {
      this(problems, List.of());
    }

    public Rejected {
      problems = List.copyOf(problems);
      changes = List.copyOf(changes);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a rejection must name at least one problem");
      }
    }
  }

  /**
   * It did not work this time and is tried again.
   *
   * @param changes what was done before it failed
   */
  record Failed(Problem problem, List<ChangeEntry> changes) implements Ending {
    public Failed {
      changes = List.copyOf(changes);
    }
  }
}
