package io.github.tagscaler.report;

import io.github.tagscaler.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Writes how sweeps get on: a line each when it has read everything, and one for each part that is
 * done. The metric {@value #AGE} tells in seconds how old the sweep's picture of the account is by
 * then; that it is missing tells that nothing sweeps any more.
 */
public final class SweepLog {
  private static final String AGE = "SweepAge";
  private static final String LOOKS = "SweepLooks";
  private static final String HELD_BACK = "SweepHeldBack";
  private static final List<String> DIMENSIONS = List.of("Stack");
  private static final Json AGE_METRIC = EmbeddedMetrics.metric(AGE, "Seconds");
  private static final Json OF_SWEEP =
      EmbeddedMetrics.of(
          DIMENSIONS,
          AGE_METRIC,
          EmbeddedMetrics.metric(LOOKS, "Count"),
          EmbeddedMetrics.metric(HELD_BACK, "Count"));
  private static final Json OF_PIECE = EmbeddedMetrics.of(DIMENSIONS, AGE_METRIC);

  private final JsonLines lines;
  private final InstantSource clock;
  private final String stack;

  /** A log of that stack's sweeps that writes to {@code lines} and tells ages by {@code clock}. */
  public SweepLog(JsonLines lines, InstantSource clock, String stack) {
    this.lines = lines;
    this.clock = clock;
    this.stack = stack;
  }

  /**
   * A sweep has read everything and is about to send its work.
   *
   * @param began when it began
   * @param endpoints how many endpoints it found
   * @param components how many inference components it found
   * @param targets how many scalable targets of ours it found
   * @param looks how many resources need a closer look
   * @param heldBack how many releases for want of tags it does not do, being more than its limit
   */
  public void swept(
      Instant began, int endpoints, int components, int targets, int looks, int heldBack) {
    lines.write(
        heldBack > 0 ? Level.WARN : Level.INFO,
        Json.object()
            .put("event", "Sweep")
            .put("endpoints", endpoints)
            .put("components", components)
            .put("targets", targets)
            .put("looks", looks)
            .put("heldBack", heldBack)
            .put("_aws", directive(OF_SWEEP))
            .put("Stack", stack)
            .put(AGE, age(began))
            .put(LOOKS, looks)
            .put(HELD_BACK, heldBack)
            .build());
  }

  /** A part of the sweep that began then is done. */
  public void done(Instant began) {
    lines.write(
        Level.INFO,
        Json.object()
            .put("event", "SweepPiece")
            .put("_aws", directive(OF_PIECE))
            .put("Stack", stack)
            .put(AGE, age(began))
            .build());
  }

  private Json directive(Json metrics) {
    return Json.object().put("Timestamp", clock.millis()).put("CloudWatchMetrics", metrics).build();
  }

  /** In seconds. The sweep may have begun on another machine, whose clock is ahead of ours. */
  private long age(Instant began) {
    return Math.max(0, Duration.between(began, clock.instant()).toSeconds());
  }
}
