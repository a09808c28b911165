package io.github.tagscaler.soak;

import io.github.tagscaler.soak.Wish.Adopt;
import io.github.tagscaler.soak.Wish.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws what owners want. */
final class Wishes {
  /** How long before a day's check the last pause ends: sweeps have to notice by then. */
  private static final Duration ENOUGH = Duration.ofHours(2);

  private final Dice dice;
  private final InstantSource clock;
  private Instant check = Instant.MIN;

  /** How many pauses had an end. */
  int ends;

  Wishes(Dice dice, InstantSource clock) {
    this.dice = dice;
    this.clock = clock;
  }

  /** From now on pauses may have an end, some time before all is looked at then. */
  void pausesEndBefore(Instant then) {
    check = then;
  }

  /** For a resource of that sort. */
  Wish of(Sort sort) {
    int draw = dice.below(100);
    var policy =
        draw < 36
            ? Policy.DEFAULT
            : draw < 50
                ? Policy.TEAM
                : draw < 58
                    ? Policy.OFF
                    : draw < 64 ? Policy.IGNORE : draw < 68 ? Policy.MISSPELT : null;
    int lowest = sort.reachesZero() ? 0 : 1;
    var min = dice.chance(40) ? Integer.valueOf(lowest + dice.below(3)) : null;
    var max = dice.chance(50) ? Integer.valueOf(4 + 2 * dice.below(3)) : null;
    var target =
        dice.chance(25)
            ? dice.any(sort == Sort.SERVERLESS ? List.of(60, 80) : List.of(8, 12))
            : null;
    var schedule =
        dice.chance(25)
            ? dice.any(
                sort.reachesZero()
                    ? List.of(Window.values())
                    : List.of(Window.OFFICE, Window.DAYTIME))
            : null;
    if (schedule == Window.DAYTIME && max == null) {
      // Whether a window states a max that it takes from nobody's words is not for us to say.
      max = 6;
    }
    boolean unknownKey = dice.chance(4);
    return new Wish(
        policy,
        min,
        max,
        target,
        schedule,
        dice.chance(10) ? until(policy, max, unknownKey) : null,
        sort.reachesZero() && dice.chance(10),
        unknownKey,
        adopt(),
        dice.chance(4));
  }

  /**
   * When a pause ends. A suspension of what then has a problem would stay, and what has more than
   * its tags is not for us to say; so only plain wishes have an end.
   */
  private Instant until(@Nullable Policy policy, @Nullable Integer max, boolean unknownKey) {
    var first = clock.instant().plus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES);
    long minutes = Duration.between(first, check).minus(ENOUGH).toMinutes();
    boolean plain = max != null && !unknownKey && (policy == null || policy.tracks());
    if (!plain || minutes <= 0) {
      return Wish.FOREVER;
    }
    ends++;
    return first.plus(Duration.ofMinutes(dice.below((int) minutes)));
  }

  /** For an endpoint that hosts components, which inherit it. */
  Wish ofHost() {
    return new Wish(
        dice.chance(30) ? Policy.DEFAULT : null,
        dice.chance(30) ? Integer.valueOf(1 + dice.below(2)) : null,
        dice.chance(40) ? Integer.valueOf(4 + 2 * dice.below(3)) : null,
        dice.chance(20) ? Integer.valueOf(8) : null,
        null,
        dice.chance(5) ? Wish.FOREVER : null,
        false,
        dice.chance(3),
        adopt(),
        dice.chance(3));
  }

  private @Nullable Adopt adopt() {
    return dice.chance(10) ? dice.any(List.of(Adopt.values())) : null;
  }

  /** For one of several variants, over those of its endpoint. */
  Wish ofVariant() {
    return switch (dice.below(5)) {
      case 0 -> Wish.NONE.withPolicy(Policy.OFF);
      case 1 -> Wish.NONE.withPolicy(Policy.IGNORE);
      case 2 -> new Wish(null, null, 8, null, null, null, false, false, null, false);
      case 3 -> Wish.NONE.withDryRun();
      default -> Wish.NONE.withPaused();
    };
  }
}
