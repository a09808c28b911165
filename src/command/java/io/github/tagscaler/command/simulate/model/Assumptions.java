package io.github.tagscaler.command.simulate.model;

import java.time.Duration;

/**
 * What tags and trace do not say.
 *
 * @param start from a decision until new capacity serves requests
 * @param delay from the end of a data point until it is published and acted on
 * @param serviceTime how long one request takes
 * @param unitRps the requests a second that one instance, copy or unit sustains
 */
public record Assumptions(Duration start, Duration delay, Duration serviceTime, double unitRps) {
  /** Start and delay as AWS describes them, roughly. */
  public static final Duration USUAL_START = Duration.ofMinutes(5);

  /** The middle of the one to two minutes that AWS names. */
  public static final Duration USUAL_DELAY = Duration.ofSeconds(90);

  /** The service time in seconds. */
  double serviceSeconds() {
    return serviceTime.toMillis() / 1000.0;
  }
}
