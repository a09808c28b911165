package io.github.tagscaler.soak;

import io.github.tagscaler.soak.ExpectedState.StateBefore;
import io.github.tagscaler.soak.SimulatedFleet.ScalableResource;
import io.github.tagscaler.soak.TagSettings.Adopt;
import io.github.tagscaler.soak.TagSettings.Policy;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Computes the expected state from the tags, independently of the product's code. */
final class ExpectedStates {
  private ExpectedStates() {}

  /**
   * The facts that count besides the tags.
   *
   * @param running the desired capacity
   * @param teamMax the max of the catalog's policy
   * @param mayConcede whether capacity above the max may stay: nobody lowered the tag of that max
   * @param platform whether the platform team's document, which is required, is there
   */
  record Facts(Instant now, int running, int teamMax, boolean mayConcede, boolean platform) {}

  /**
   * The expected state.
   *
   * @param before the state when people last changed something
   */
  static ExpectedState expected(ScalableResource resource, Facts facts, StateBefore before) {
    var settings = resource.settings();
    if (settings.policy() == Policy.IGNORE || settings.dryRun()) {
      return new ExpectedState.Unchanged(before);
    }
    if (settings.policy() == Policy.OFF) {
      return released(before, resource.down());
    }
    if (settings.paused(facts.now())) {
      // AWS does not suspend targets of resources that are out of service.
      return before.isTheirs() || resource.down()
          ? new ExpectedState.Unchanged(before)
          : new ExpectedState.Paused(before);
    }
    if (!settings.asks() || !resource.type().scalable() || resource.failed()) {
      return released(before, resource.down());
    }
    if (resource.down() || settings.policy() == Policy.MISSPELLED || settings.unknownKey()) {
      return new ExpectedState.Unchanged(before);
    }
    // Without its guardrails nothing is set up or changed; off switches and releases go on.
    if (!facts.platform()) {
      return new ExpectedState.Unchanged(before);
    }
    boolean theirs = before.isTheirs();
    if ((theirs && (settings.adopt() == null || lowers(resource, before)))
        || conflict(resource, facts)) {
      return new ExpectedState.Unchanged(before);
    }
    return exact(
        resource,
        facts,
        settings.adopt() == Adopt.REPLACE ? Map.of() : before.foreign(),
        before.byHand());
  }

  /** Whether an adoption would lower a bound that no tag and no policy sets. */
  private static boolean lowers(ScalableResource resource, StateBefore before) {
    var settings = resource.settings();
    var schedule = settings.schedule();
    var there = before.scaled().orElseThrow();
    boolean setsMax =
        settings.max() != null
            || settings.policy() == Policy.TEAM
            || (schedule != null && schedule != SampleSchedule.DAYTIME);
    return (settings.min() == null && schedule == null && there.min() > 1)
        || (!setsMax && there.max() > resource.type().builtInMax());
  }

  private static ExpectedState released(StateBefore before, boolean down) {
    if (before.isTheirs()) {
      return new ExpectedState.Unchanged(before);
    }
    // AWS does not resume targets of resources that are out of service, and the policies of
    // other tools must not stay suspended forever.
    if (down && !before.foreign().isEmpty() && before.suspendedByPause()) {
      return new ExpectedState.SuspendedUntilInService(before.foreign());
    }
    return before.foreign().isEmpty()
        ? new ExpectedState.NotRegistered()
        : new ExpectedState.OthersOnly(before.foreign(), before.byHand());
  }

  /** Whether more capacity runs than a max that no tag sets. */
  private static boolean conflict(ScalableResource resource, Facts facts) {
    var settings = resource.settings();
    return settings.max() == null
        && settings.policy() != Policy.TEAM
        && settings.schedule() == null
        && facts.running() > resource.type().builtInMax();
  }

  private static ExpectedState exact(
      ScalableResource resource,
      Facts facts,
      Map<String, String> foreign,
      Set<String> suspendedByHand) {
    var settings = resource.settings();
    var type = resource.type();
    boolean byTeam = settings.max() == null && settings.policy() == Policy.TEAM;
    int min = Objects.requireNonNullElse(settings.min(), 1);
    int max =
        byTeam ? facts.teamMax() : Objects.requireNonNullElse(settings.max(), type.builtInMax());
    int target = Objects.requireNonNullElse(settings.target(), type.defaultTarget());
    var schedule = settings.schedule();
    boolean mayBeZero = schedule == null ? min == 0 : schedule == SampleSchedule.SLEEPY;
    boolean wakes = mayBeZero && !settings.noWake();
    var policies = new TreeMap<>(foreign);
    policies.put(type.policy(), type.tracks(target));
    if (wakes) {
      policies.put("tagscaler-wake", "steps");
    }
    return new ExpectedState.Exact(
        schedule == null ? min + "-" + max : schedule.inForce(facts.now(), max),
        facts.mayConcede(),
        policies,
        schedule == null ? Map.of() : schedule.actions(max),
        wakes,
        suspendedByHand);
  }
}
