package io.github.tagscaler.command.history;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time; its end is not part of it. */
public record Span(Instant from, Instant to) {

  /** The time before a moment, that long. */
  public static Span before(Instant end, Duration length) {
    return new Span(end.minus(length), end);
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(from, to);
  }
}
