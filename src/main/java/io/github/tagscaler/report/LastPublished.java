package io.github.tagscaler.report;

import io.github.tagscaler.outcome.Audience.Occasion;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What was published last of each target that was left as it is. AWS reports one change of tags by
 * two events, and the creation of a resource by several: whoever is notified reads it once.
 *
 * <p>It is a hint only. What is not remembered is published.
 */
final class LastPublished {
  /** CloudTrail's event comes some minutes after the other one. */
  private static final Duration REPEATED_WITHIN = Duration.ofMinutes(15);

  private static final int MOST = 2_000;

  private final InstantSource clock;
  private final SequencedMap<String, Published> last = new LinkedHashMap<>();

  LastPublished(InstantSource clock) {
    this.clock = clock;
  }

  private record Content(
      Ending ending, List<Problem> warnings, Map<String, String> tags, boolean dryRun) {
    static Content of(Outcome outcome) {
      return new Content(outcome.ending(), outcome.warnings(), outcome.tags(), outcome.dryRun());
    }
  }

  private record Published(Content content, Instant at) {}

  /**
   * Whether an event of AWS's only repeats what was published of the target last. Anything else
   * that happens to the target ends that: if the same comes again later, it is new.
   */
  synchronized boolean repeats(Outcome outcome) {
    var before = last.get(key(outcome));
    if (before == null) {
      return false;
    }
    if (!before.content().equals(Content.of(outcome))) {
      last.remove(key(outcome));
      return false;
    }
    return isCausedByAws(outcome) && clock.instant().isBefore(before.at().plus(REPEATED_WITHIN));
  }

  /** Takes note of an outcome that is published. */
  synchronized void published(Outcome outcome) {
    last.remove(key(outcome));
    if (leavesItAsItIs(outcome.ending())) {
      last.put(key(outcome), new Published(Content.of(outcome), clock.instant()));
      if (last.size() > MOST) {
        last.pollFirstEntry();
      }
    }
  }

  /** Takes note that it could not be published after all. */
  synchronized void forget(Outcome outcome) {
    last.remove(key(outcome));
  }

  private static boolean leavesItAsItIs(Ending ending) {
    return switch (ending) {
      case Ending.Rejected _, Ending.Skipped _, Ending.Unchanged _ -> ending.changes().isEmpty();
      case Ending.Applied _, Ending.Planned _, Ending.Released _, Ending.Failed _ -> false;
    };
  }

  /** Whoever asks gets an answer each time. */
  private static boolean isCausedByAws(Outcome outcome) {
    return outcome.audience().occasion() == Occasion.NEWS
        && switch (outcome.trigger().type()) {
          case ENDPOINT, COMPONENT, TAG -> true;
          case CATALOG, SCHEDULE, REQUEST, DIRECT -> false;
        };
  }

  private static String key(Outcome outcome) {
    return outcome.resourceId() + " " + outcome.dimension();
  }
}
