package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Answers repeated events with fewer calls: every scaling activity of an endpoint sends IN_SERVICE
 * again, for one that is almost always as it should be.
 *
 * <p>Whether it still is, is decided by the same code, without reading again what a scaling
 * activity does not change: the endpoint's config, and the tags of the scalable target. If anything
 * seems to be different, there is no answer, and everything has to be read.
 */
public final class RepeatedEvents {
  /** For how long something that was read is relied on. The sweep finds what changed meanwhile. */
  private static final Duration KEPT = Duration.ofMinutes(15);

  private static final int MOST = 1_000;

  private final Reconciler fromMemory;
  private final InstantSource clock;

  /** When an endpoint was last read whole and was as it should be; by name, oldest first. */
  private final SequencedMap<String, Instant> unchanged = new LinkedHashMap<>();

  /**
   * @param fromMemory plans only, and does not read again what was read before
   */
  public RepeatedEvents(Reconciler fromMemory, InstantSource clock) {
    this.fromMemory = fromMemory;
    this.clock = clock;
  }

  /**
   * What reconciling results in, if nothing has to be changed; empty if it has to be read whole.
   */
  public Optional<ReconcileResult> answer(Command.ReconcileResource command, Delivery delivery) {
    return command.cause() == Cause.IN_SERVICE && wasUnchanged(command.subject().name())
        ? Optional.of(fromMemory.reconcile(command, delivery)).filter(RepeatedEvents::isUnchanged)
        : Optional.empty();
  }

  /** Takes note of what reconciling resulted in after everything was read. */
  public synchronized void remember(Command.ReconcileResource command, ReconcileResult result) {
    var name = command.subject().name();
    unchanged.remove(name);
    if (command.cause() == Cause.IN_SERVICE
        && !result.outcomes().isEmpty()
        && isUnchanged(result)) {
      unchanged.put(name, clock.instant());
      if (unchanged.size() > MOST) {
        unchanged.pollFirstEntry();
      }
    }
  }

  private synchronized boolean wasUnchanged(String name) {
    var read = unchanged.get(name);
    var now = clock.instant();
    return read != null && !now.isBefore(read) && now.isBefore(read.plus(KEPT));
  }

  private static boolean isUnchanged(ReconcileResult result) {
    return result.bugs().isEmpty()
        && result.pending().isEmpty()
        && result.outcomes().stream()
            .map(Outcome::ending)
            .allMatch(
                ending -> ending instanceof Ending.Unchanged || ending instanceof Ending.Skipped);
  }
}
