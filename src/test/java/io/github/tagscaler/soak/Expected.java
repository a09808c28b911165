package io.github.tagscaler.soak;

import java.util.Map;
import java.util.Optional;

/** What has to be registered for a resource. */
sealed interface Expected {

  /** Nothing of ours. */
  record Absent() implements Expected {}

  /**
   * Exactly this.
   *
   * @param bounds those in force now
   * @param wakes whether there is an alarm that wakes it
   */
  record Exact(
      String bounds, Map<String, String> policies, Map<String, String> actions, boolean wakes)
      implements Expected {}

  /** What was there before: nothing may have been touched. */
  record Held(Before before) implements Expected {}

  /** What was there before, suspended. */
  record Paused(Before before) implements Expected {}

  /**
   * What was registered when the tags began to ask for leaving it.
   *
   * @param wakes whether there was an alarm that wakes it
   */
  record Before(Optional<Scaled> scaled, boolean wakes) {
    static final Before NOTHING = new Before(Optional.empty(), false);
  }
}
