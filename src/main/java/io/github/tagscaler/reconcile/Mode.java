package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command.Release;
import java.time.Instant;

/**
 * How far a run may go with one target.
 *
 * @param dryRun whether to plan only, whatever the tags say
 * @param repair whether to undo what somebody else changed
 * @param canWait whether a component that is not in service yet can be looked at again later
 * @param release whether what lost its tags may be released
 * @param began when the run began: by an older catalog nothing is changed or told
 * @param now the time
 */
record Mode(
    boolean dryRun, boolean repair, boolean canWait, Release release, Instant began, Instant now) {

  /** The same, but only planned if the tags say so. */
  Mode orDry(boolean dry) {
    return new Mode(dryRun || dry, repair, canWait, release, began, now);
  }
}
