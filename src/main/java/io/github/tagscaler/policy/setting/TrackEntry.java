package io.github.tagscaler.policy.setting;

import io.github.tagscaler.outcome.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * One entry of a policy's list {@code track}. What it leaves out, the settings of the whole policy
 * give.
 *
 * @param name later entries of the same name override it: the alias of its metric or, with a custom
 *     metric, any name of its author's choice, which may equal an alias
 * @param maxRps the load-tested requests a second of one instance or copy, in place of a target
 */
public record TrackEntry(
    String name,
    Measure measure,
    Optional<BigDecimal> target,
    Optional<BigDecimal> maxRps,
    Optional<Duration> scaleInCooldown,
    Optional<Duration> scaleOutCooldown,
    Optional<Boolean> scaleIn) {
  public TrackEntry {
    var problems = new Problems();
    if (measure instanceof Measure.Custom && target.isEmpty()) {
      problems.badValue(
          "target",
          "The track %s needs a target: custom metrics have no default.".formatted(Quote.of(name)));
    }
    if (maxRps.isPresent() && !measure.equals(new Measure.Alias(Metric.INVOCATIONS))) {
      problems.badValue(
          "max-rps", "max-rps works with the metric invocations only. Use target instead.");
    } else if (maxRps.isPresent() && target.isPresent()) {
      problems.badValue("max-rps", "max-rps already sets the target. Remove max-rps or target.");
    }
    Checked.require(problems);
  }

  /** A metric by its alias, with nothing else set. */
  public static TrackEntry of(Metric metric) {
    return new TrackEntry(
        metric.wire(),
        new Measure.Alias(metric),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
