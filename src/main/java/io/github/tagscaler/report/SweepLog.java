package io.github.tagscaler.report;

import io.github.tagscaler.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Writes how sweeps progress: a line when one has read everything, and one for each item that is
 * done. The metric {@value #AGE} is the age in seconds of the data that the sweep works with; no
 * value for an hour means that no sweep is running. The metric {@value #RESOURCES} counts the
 * targets in each state, {@value #TARGETS} what uses up the account's quota, and {@value #SWEEPS}
 * the sweeps of each version.
 */
public final class SweepLog {
  private static final String AGE = "SweepAge";
  private static final String ITEMS = "SweepItems";
  private static final String HELD_BACK = "SweepHeldBack";
  private static final String UNREAD = "Unread";
  private static final String TARGETS = "ScalableTargets";
  private static final String RESOURCES = "Resources";
  private static final String VERSION = "Version";
  private static final String SWEEPS = "Sweeps";
  private static final List<String> DIMENSIONS = List.of("Stack");
  private static final Json AGE_METRIC = EmbeddedMetrics.metric(AGE, "Seconds");
  private static final Json OF_VERSION =
      EmbeddedMetrics.of(List.of("Stack", VERSION), EmbeddedMetrics.metric(SWEEPS, "Count"));
  private static final Json OF_SWEEP =
      EmbeddedMetrics.of(
          DIMENSIONS,
          AGE_METRIC,
          EmbeddedMetrics.metric(ITEMS, "Count"),
          EmbeddedMetrics.metric(HELD_BACK, "Count"),
          EmbeddedMetrics.metric(UNREAD, "Count"),
          EmbeddedMetrics.metric(TARGETS, "Count"));
  private static final Json OF_STATE =
      EmbeddedMetrics.of(List.of("Stack", "State"), EmbeddedMetrics.metric(RESOURCES, "Count"));
  private static final Json OF_ITEM = EmbeddedMetrics.of(DIMENSIONS, AGE_METRIC);

  private final JsonLines lines;
  private final InstantSource clock;
  private final String stack;
  private final String version;

  /**
   * A log of that stack's sweeps that writes to {@code lines} and takes the time from {@code
   * clock}.
   *
   * @param version the version of Tagscaler
   */
  public SweepLog(JsonLines lines, InstantSource clock, String stack, String version) {
    this.lines = lines;
    this.clock = clock;
    this.stack = stack;
    this.version = version;
  }

  /** The sweep that began then has read everything and handed over what has to be changed. */
  public void swept(Instant began, SweepCounts counts) {
    lines.write(
        counts.heldBack() > 0 || counts.unread() > 0 ? Severity.WARN : Severity.INFO,
        Json.object()
            .put("event", "Sweep")
            .put("message", message(counts))
            .put("endpoints", counts.endpoints())
            .put("components", counts.components())
            .put("registered", counts.registered())
            .put("owned", counts.owned())
            .put("items", counts.items())
            .put("heldBack", counts.heldBack())
            .put("unread", counts.unread())
            .put("states", numbers(counts.states()))
            .put("codes", numbers(counts.codes()))
            .put("_aws", EmbeddedMetrics.directive(clock, OF_SWEEP, OF_VERSION))
            .put("Stack", stack)
            .put(AGE, age(began))
            .put(ITEMS, counts.items())
            .put(HELD_BACK, counts.heldBack())
            .put(UNREAD, counts.unread())
            .put(TARGETS, counts.registered())
            .put(VERSION, version)
            .put(SWEEPS, 1)
            .build());
    counts.states().forEach(this::state);
  }

  private static String message(SweepCounts counts) {
    return "Read %d endpoints, %d inference components and %d managed targets; %d to reconcile%s%s."
        .formatted(
            counts.endpoints(),
            counts.components(),
            counts.owned(),
            counts.items(),
            counts.heldBack() > 0 ? ", %d releases held back".formatted(counts.heldBack()) : "",
            counts.unread() > 0
                ? ", %d resources left to the next sweep".formatted(counts.unread())
                : "");
  }

  private static Json numbers(Map<String, Integer> numbers) {
    var object = Json.object();
    numbers.forEach((name, number) -> object.put(name, number));
    return object.build();
  }

  /** CloudWatch takes one value of a dimension from a line. */
  private void state(String state, int count) {
    lines.write(
        Severity.INFO,
        Json.object()
            .put("event", "SweepState")
            .put("message", "%d in state %s.".formatted(count, state))
            .put("_aws", EmbeddedMetrics.directive(clock, OF_STATE))
            .put("Stack", stack)
            .put("State", state)
            .put(RESOURCES, count)
            .build());
  }

  /** An item of the sweep that began then is done. */
  public void done(Instant began) {
    lines.write(
        Severity.INFO,
        Json.object()
            .put("event", "SweepItem")
            .put("message", "Reconciled a resource for the sweep of %s.".formatted(began))
            .put("_aws", EmbeddedMetrics.directive(clock, OF_ITEM))
            .put("Stack", stack)
            .put(AGE, age(began))
            .build());
  }

  /** In seconds. The sweep may have begun on another machine, whose clock is ahead. */
  private long age(Instant began) {
    return Math.max(0, Duration.between(began, clock.instant()).toSeconds());
  }
}
