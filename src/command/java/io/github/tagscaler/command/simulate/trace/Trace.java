package io.github.tagscaler.command.simulate.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Requests over time, at a regular step.
 *
 * @param name a sample's name, a file's, or a target's
 * @param start when the first step begins
 * @param step how long each step is: a multiple of ten seconds
 * @param requests the requests that arrive in each step
 */
public record Trace(String name, Instant start, Duration step, List<Double> requests) {
  /** The shortest step; the metrics of AWS have no finer resolution. */
  public static final Duration FINEST = Duration.ofSeconds(10);

  /** The longest time that a trace can span. */
  public static final Duration LONGEST = Duration.ofDays(366);

  public Trace {
    requests = List.copyOf(requests);
  }

  /** When the last step ends. */
  public Instant end() {
    return start.plus(length());
  }

  /** How much time it spans. */
  public Duration length() {
    return step.multipliedBy(requests.size());
  }

  /** The requests a second at the busiest step. */
  public double peak() {
    return requests.stream().mapToDouble(Double::doubleValue).max().orElse(0) / step.toSeconds();
  }

  /** All requests. */
  public double total() {
    return requests.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The same with that many times the requests. */
  public Trace times(double factor) {
    return new Trace(name, start, step, requests.stream().map(each -> each * factor).toList());
  }
}
