package io.github.tagscaler.scaling;

import java.time.Instant;
import java.util.Optional;

/**
 * A scheduled action that no weekly schedule can express.
 *
 * @param limits what it sets
 * @param once when, if it fires only once
 */
public record TimedAction(
    String name, String schedule, String zone, Limits limits, Optional<Instant> once) {

  /** Whether it fired and never will again. */
  boolean passed(Instant now) {
    return once.filter(when -> !when.isAfter(now)).isPresent();
  }
}
