package io.github.tagscaler.scaling;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A min that is registered for a moment to bring capacity back, as the tag {@code
 * tagscaler:restore} records it before it is registered. So a raised min is never taken for drift,
 * and whoever finds it puts the min back.
 *
 * @param min the min before
 * @param raised the min for the moment; the same as {@code min} once it has been in vain
 * @param since when it was recorded
 */
record Restoration(int min, int raised, Instant since) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})@(.+)");

  /**
   * Application Auto Scaling requests the capacity within seconds. If it is not requested by then,
   * AWS refused it.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A deployment that is older is never restored. */
  private static final Duration KEPT = Duration.ofDays(1);

  /** Parses the tag's value. */
  static Optional<Restoration> parse(String text) {
    var form = FORM.matcher(text);
    try {
      return form.matches()
          ? Optional.of(
                  new Restoration(
                      Integer.parseInt(form.group(1)),
                      Integer.parseInt(form.group(2)),
                      Instant.parse(form.group(3))))
              .filter(each -> each.min() <= each.raised())
          : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** The tag's value. */
  String text() {
    return "%d-%d@%s".formatted(min, raised, since.truncatedTo(ChronoUnit.SECONDS));
  }

  /** The record that it was in vain, so that it is not tried again for the same deployment. */
  Restoration inVain() {
    return new Restoration(min, min, since);
  }

  /** What is left of it once the min is put back: that it was in vain, or nothing. */
  Optional<Restoration> putBack(int running) {
    return running >= raised ? Optional.empty() : Optional.of(inVain());
  }

  /** Whether it was in vain. */
  boolean wasInVain() {
    return min == raised;
  }

  /**
   * Whether it was in vain for a deployment that may still be found: also by a later run, if this
   * one could not read the scaling activities.
   */
  boolean preventsAnother(Instant now) {
    return wasInVain() && age(now).compareTo(KEPT) < 0;
  }

  /** Whether the raised min has done what it can. */
  boolean isOver(int running, Instant now) {
    return running >= raised || age(now).compareTo(PATIENCE) >= 0;
  }

  /** Also where the time of the record is still to come: nobody would wait for that. */
  private Duration age(Instant now) {
    return Duration.between(since, now).abs();
  }
}
