package io.github.tagscaler.soak;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What has to be registered for a resource. */
sealed interface Expected {

  /** Nothing. */
  record Absent() implements Expected {}

  /** Nothing of ours; what others put on the target keeps it registered. */
  record Left(Map<String, String> policies) implements Expected {}

  /**
   * Nothing of ours, but for what AWS changes only once it is in service again: the target stays
   * suspended and ours, and what others put on it stands.
   */
  record Stuck(Map<String, String> policies) implements Expected {}

  /**
   * AllOrNothing this.
   *
   * @param bounds those in force now
   * @param mayConcede whether the max may be higher while more than it runs
   * @param wakes whether there is an alarm that wakes it
   */
  record Exact(
      String bounds,
      boolean mayConcede,
      Map<String, String> policies,
      Map<String, String> actions,
      boolean wakes)
      implements Expected {}

  /** What was there before: nothing may have been touched. */
  record Held(Before before) implements Expected {}

  /** What was there before, suspended. */
  record Paused(Before before) implements Expected {}

  /**
   * What was registered when people last changed something.
   *
   * @param wakes whether there was an alarm that wakes it
   */
  record Before(Optional<Scaled> scaled, boolean wakes) {
    static final Before NOTHING = new Before(Optional.empty(), false);

    /** Whether somebody else registered it. */
    boolean isTheirs() {
      return scaled.filter(there -> there.stack() == null).isPresent();
    }

    /** Whether it was suspended. */
    boolean suspended() {
      return scaled.filter(Scaled::suspended).isPresent();
    }

    /** The policies that others put there. */
    Map<String, String> foreign() {
      var foreign = new TreeMap<String, String>();
      scaled.ifPresent(there -> foreign.putAll(there.policies()));
      foreign.keySet().removeIf(name -> name.startsWith("tagscaler-"));
      return foreign;
    }
  }
}
