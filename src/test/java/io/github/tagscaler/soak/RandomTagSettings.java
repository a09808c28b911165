package io.github.tagscaler.soak;

import io.github.tagscaler.soak.TagSettings.Adopt;
import io.github.tagscaler.soak.TagSettings.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws random tag settings. */
final class RandomTagSettings {
  /** How long before a day's check the last pause ends: sweeps have to notice by then. */
  private static final Duration ENOUGH = Duration.ofHours(2);

  private final SeededRandom seeded;
  private final InstantSource clock;
  private Instant check = Instant.MIN;

  /** How many settings of instances were drawn. */
  private int withInstances;

  /** How many pauses with an end were drawn. */
  int ends;

  RandomTagSettings(SeededRandom seeded, InstantSource clock) {
    this.seeded = seeded;
    this.clock = clock;
  }

  /** Allows pauses with an end, some time before everything is checked at that time. */
  void pausesEndBefore(Instant then) {
    check = then;
  }

  /** Settings for a resource of that type. */
  TagSettings of(ResourceType type) {
    int draw = seeded.below(100);
    var policy =
        draw < 36
            ? Policy.DEFAULT
            : draw < 50
                ? Policy.TEAM
                : draw < 58
                    ? Policy.OFF
                    : draw < 64 ? Policy.IGNORE : draw < 68 ? Policy.MISSPELLED : null;
    int lowest = type.reachesZero() ? 0 : 1;
    var min = seeded.chance(40) ? Integer.valueOf(lowest + seeded.below(3)) : null;
    var max = seeded.chance(50) ? Integer.valueOf(4 + 2 * seeded.below(3)) : null;
    var target =
        seeded.chance(25)
            ? seeded.any(type == ResourceType.SERVERLESS ? List.of(60, 80) : List.of(8, 12))
            : null;
    var schedule =
        seeded.chance(25)
            ? seeded.any(
                type.reachesZero()
                    ? List.of(SampleSchedule.values())
                    : List.of(SampleSchedule.OFFICE, SampleSchedule.DAYTIME))
            : null;
    if (schedule == SampleSchedule.DAYTIME && max == null) {
      // The soak does not model whether a window sets a max that no tag contains.
      max = 6;
    }
    boolean unknownKey = seeded.chance(4);
    var settings =
        new TagSettings(
            policy,
            min,
            max,
            target,
            schedule,
            seeded.chance(10) ? until(policy, max, unknownKey) : null,
            type.reachesZero() && seeded.chance(10),
            unknownKey,
            adopt(),
            seeded.chance(4));
    boolean hasInstances = type == ResourceType.REAL_TIME || type == ResourceType.ASYNC;
    // Every other one, without a draw.
    return hasInstances && settings.asks() && ++withInstances % 2 == 0
        ? settings.withRestore()
        : settings;
  }

  /**
   * When a pause ends. A suspension of what then has a problem would stay, and what has more than
   * its tags is not for the test to say; so only plain settings have an end.
   */
  private Instant until(@Nullable Policy policy, @Nullable Integer max, boolean unknownKey) {
    var first = clock.instant().plus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES);
    long minutes = Duration.between(first, check).minus(ENOUGH).toMinutes();
    boolean plain = max != null && !unknownKey && (policy == null || policy.tracks());
    if (!plain || minutes <= 0) {
      return TagSettings.FOREVER;
    }
    ends++;
    return first.plus(Duration.ofMinutes(seeded.below((int) minutes)));
  }

  /** Settings for an endpoint whose components inherit them. */
  TagSettings ofHost() {
    return new TagSettings(
        seeded.chance(30) ? Policy.DEFAULT : null,
        seeded.chance(30) ? Integer.valueOf(1 + seeded.below(2)) : null,
        seeded.chance(40) ? Integer.valueOf(4 + 2 * seeded.below(3)) : null,
        seeded.chance(20) ? Integer.valueOf(8) : null,
        null,
        seeded.chance(5) ? TagSettings.FOREVER : null,
        false,
        seeded.chance(3),
        adopt(),
        seeded.chance(3));
  }

  private @Nullable Adopt adopt() {
    return seeded.chance(10) ? seeded.any(List.of(Adopt.values())) : null;
  }

  /** Settings for one of several variants, which override those of its endpoint. */
  TagSettings ofVariant() {
    return switch (seeded.below(5)) {
      case 0 -> TagSettings.NONE.withPolicy(Policy.OFF);
      case 1 -> TagSettings.NONE.withPolicy(Policy.IGNORE);
      case 2 -> new TagSettings(null, null, 8, null, null, null, false, false, null, false);
      case 3 -> TagSettings.NONE.withDryRun();
      default -> TagSettings.NONE.withPaused();
    };
  }
}
