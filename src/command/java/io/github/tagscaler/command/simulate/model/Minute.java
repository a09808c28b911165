package io.github.tagscaler.command.simulate.model;

import java.util.List;

/**
 * What one minute was like, at its worst.
 *
 * @param needed the capacity that keeps every metric at its target
 * @param sustaining the capacity that sustains the requests at all
 * @param running the capacity in service
 * @param launching the capacity that is started
 * @param overTarget seconds in which a metric was above its target
 * @param overloaded seconds in which more arrived than what ran sustains
 * @param metrics the tracked metrics in the order of the tracks; not a number where nothing ran
 */
public record Minute(
    double rate,
    double needed,
    double sustaining,
    int running,
    int launching,
    int min,
    int max,
    int overTarget,
    int overloaded,
    double queue,
    List<Double> metrics) {
  public Minute {
    metrics = List.copyOf(metrics);
  }
}
