package io.github.tagscaler.soak;

import io.github.tagscaler.soak.Expected.Before;
import io.github.tagscaler.soak.Fleet.Scalee;
import io.github.tagscaler.soak.Wish.Adopt;
import io.github.tagscaler.soak.Wish.Policy;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Says what the tags come to. Knows nothing of how the product finds that out. */
final class Oracle {
  private Oracle() {}

  /**
   * What counts beside the tags.
   *
   * @param running how much is to run
   * @param teamMax the max of the catalog's policy
   * @param drifted whether somebody changed by hand what is ours, and it was not yet right again
   */
  record Facts(Instant now, int running, int teamMax, boolean drifted) {}

  /**
   * What has to be registered.
   *
   * @param before what was there when people last changed something
   */
  static Expected expected(Scalee scalee, Facts facts, Before before) {
    var wish = scalee.wish();
    if (wish.policy() == Policy.IGNORE || wish.dryRun()) {
      return new Expected.Held(before);
    }
    if (wish.policy() == Policy.OFF) {
      return released(before, scalee.down());
    }
    if (wish.paused(facts.now())) {
      // AWS suspends nothing that is out of service.
      return before.isTheirs() || scalee.down()
          ? new Expected.Held(before)
          : new Expected.Paused(before);
    }
    if (!wish.asks() || !scalee.sort().scalable() || scalee.failed()) {
      return released(before, scalee.down());
    }
    if (scalee.down() || wish.policy() == Policy.MISSPELT || wish.unknownKey()) {
      return new Expected.Held(before);
    }
    boolean theirs = before.isTheirs();
    if ((theirs && wish.adopt() == null) || conflict(scalee, facts)) {
      return new Expected.Held(before);
    }
    return exact(
        scalee, facts, theirs && wish.adopt() == Adopt.REPLACE ? Map.of() : before.foreign());
  }

  private static Expected released(Before before, boolean down) {
    if (before.isTheirs()) {
      return new Expected.Held(before);
    }
    // AWS lifts no suspension of what is out of service, and what others put there must not stay
    // suspended for ever.
    if (down && !before.foreign().isEmpty() && before.suspended()) {
      return new Expected.Stuck(before.foreign());
    }
    return before.foreign().isEmpty() ? new Expected.Absent() : new Expected.Left(before.foreign());
  }

  /** Whether more runs than a max that nobody has stated. */
  private static boolean conflict(Scalee scalee, Facts facts) {
    var wish = scalee.wish();
    return wish.max() == null
        && wish.policy() != Policy.TEAM
        && wish.schedule() == null
        && facts.running() > scalee.sort().builtInMax();
  }

  private static Expected exact(Scalee scalee, Facts facts, Map<String, String> foreign) {
    var wish = scalee.wish();
    var sort = scalee.sort();
    boolean byTeam = wish.max() == null && wish.policy() == Policy.TEAM;
    int min = Objects.requireNonNullElse(wish.min(), 1);
    int max = byTeam ? facts.teamMax() : Objects.requireNonNullElse(wish.max(), sort.builtInMax());
    int target = Objects.requireNonNullElse(wish.target(), sort.defaultTarget());
    var schedule = wish.schedule();
    boolean mayBeZero = schedule == null ? min == 0 : schedule == Window.SLEEPY;
    boolean wakes = mayBeZero && !wish.noWake();
    var policies = new TreeMap<>(foreign);
    policies.put(sort.policy(), sort.tracks(target));
    if (wakes) {
      policies.put("tagscaler-wake", "steps");
    }
    return new Expected.Exact(
        schedule == null ? min + "-" + max : schedule.inForce(facts.now(), max),
        (byTeam && schedule == null) || facts.drifted(),
        policies,
        schedule == null ? Map.of() : schedule.actions(max),
        wakes);
  }
}
