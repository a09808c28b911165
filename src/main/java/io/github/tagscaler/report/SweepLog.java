package io.github.tagscaler.report;

import io.github.tagscaler.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Writes how sweeps progress: a line when one has read everything, and one for each item that is
 * done. The metric {@value #AGE} is the age in seconds of the data that the sweep works with; no
 * value for an hour means that no sweep is running.
 */
public final class SweepLog {
  private static final String AGE = "SweepAge";
  private static final String ITEMS = "SweepItems";
  private static final String HELD_BACK = "SweepHeldBack";
  private static final List<String> DIMENSIONS = List.of("Stack");
  private static final Json AGE_METRIC = EmbeddedMetrics.metric(AGE, "Seconds");
  private static final Json OF_SWEEP =
      EmbeddedMetrics.of(
          DIMENSIONS,
          AGE_METRIC,
          EmbeddedMetrics.metric(ITEMS, "Count"),
          EmbeddedMetrics.metric(HELD_BACK, "Count"));
  private static final Json OF_ITEM = EmbeddedMetrics.of(DIMENSIONS, AGE_METRIC);

  private final JsonLines lines;
  private final InstantSource clock;
  private final String stack;

  /**
   * A log of that stack's sweeps that writes to {@code lines} and takes the time from {@code
   * clock}.
   */
  public SweepLog(JsonLines lines, InstantSource clock, String stack) {
    this.lines = lines;
    this.clock = clock;
    this.stack = stack;
  }

  /**
   * A sweep has read everything and is about to send its items.
   *
   * @param began when it began
   * @param endpoints how many endpoints it found
   * @param components how many inference components it found
   * @param targets how many scalable targets of this stack it found
   * @param items how many resources it sends to be reconciled
   * @param heldBack how many releases it does not make because they are more than its limit
   */
  public void swept(
      Instant began, int endpoints, int components, int targets, int items, int heldBack) {
    lines.write(
        heldBack > 0 ? Severity.WARN : Severity.INFO,
        Json.object()
            .put("event", "Sweep")
            .put(
                "message",
                "Read %d endpoints, %d inference components and %d managed targets; %d to reconcile%s."
                    .formatted(
                        endpoints,
                        components,
                        targets,
                        items,
                        heldBack > 0 ? ", %d releases held back".formatted(heldBack) : ""))
            .put("endpoints", endpoints)
            .put("components", components)
            .put("targets", targets)
            .put("items", items)
            .put("heldBack", heldBack)
            .put("_aws", directive(OF_SWEEP))
            .put("Stack", stack)
            .put(AGE, age(began))
            .put(ITEMS, items)
            .put(HELD_BACK, heldBack)
            .build());
  }

  /** An item of the sweep that began then is done. */
  public void done(Instant began) {
    lines.write(
        Severity.INFO,
        Json.object()
            .put("event", "SweepItem")
            .put("message", "Reconciled a resource for the sweep of %s.".formatted(began))
            .put("_aws", directive(OF_ITEM))
            .put("Stack", stack)
            .put(AGE, age(began))
            .build());
  }

  private Json directive(Json metrics) {
    return Json.object().put("Timestamp", clock.millis()).put("CloudWatchMetrics", metrics).build();
  }

  /** In seconds. The sweep may have begun on another machine, whose clock is ahead. */
  private long age(Instant began) {
    return Math.max(0, Duration.between(began, clock.instant()).toSeconds());
  }
}
