package io.github.tagscaler.soak;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The state that must be registered for a resource. */
sealed interface ExpectedState {

  /** Not registered. */
  record NotRegistered() implements ExpectedState {}

  /**
   * Nothing managed by Tagscaler; the policies of other tools keep the target registered.
   *
   * @param suspended what somebody suspended by hand
   */
  record OthersOnly(Map<String, String> policies, Set<String> suspended) implements ExpectedState {}

  /**
   * Nothing managed by Tagscaler, except what AWS changes only when the resource is in service
   * again: the target stays suspended and managed by Tagscaler, and keeps the policies of other
   * tools.
   */
  record SuspendedUntilInService(Map<String, String> policies) implements ExpectedState {}

  /**
   * Exactly this.
   *
   * @param bounds the bounds in force now
   * @param mayConcede whether the max may be higher while more capacity than that runs
   * @param wakes whether there is an alarm that wakes it
   * @param suspended what somebody suspended by hand
   */
  record Exact(
      String bounds,
      boolean mayConcede,
      Map<String, String> policies,
      Map<String, String> actions,
      boolean wakes,
      Set<String> suspended)
      implements ExpectedState {}

  /** The state before: nothing may have been changed. */
  record Unchanged(StateBefore before) implements ExpectedState {}

  /** The state before, suspended. */
  record Paused(StateBefore before) implements ExpectedState {}

  /**
   * What was registered when people last changed something.
   *
   * @param wakes whether there was an alarm that wakes it
   */
  record StateBefore(Optional<RegisteredState> scaled, boolean wakes) {
    static final StateBefore NOTHING = new StateBefore(Optional.empty(), false);

    /** Whether another tool registered it. */
    boolean isTheirs() {
      return scaled.filter(there -> there.stack() == null).isPresent();
    }

    /** Whether a pause suspended it. */
    boolean suspendedByPause() {
      return scaled.filter(there -> !there.suspended().equals(there.byHand())).isPresent();
    }

    /** What somebody suspended by hand. */
    Set<String> byHand() {
      return scaled.map(RegisteredState::byHand).orElse(Set.of());
    }

    /** Whether Tagscaler manages it. */
    boolean isOurs() {
      return scaled.filter(there -> "tagscaler".equals(there.stack())).isPresent();
    }

    /** The policies of other tools. */
    Map<String, String> foreign() {
      var foreign = new TreeMap<String, String>();
      scaled.ifPresent(there -> foreign.putAll(there.policies()));
      foreign.keySet().removeIf(name -> name.startsWith("tagscaler-"));
      return foreign;
    }
  }
}
