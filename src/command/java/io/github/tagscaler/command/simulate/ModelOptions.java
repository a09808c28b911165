package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.simulate.model.Assumptions;
import io.github.tagscaler.command.simulate.model.Signal;
import io.github.tagscaler.command.simulate.model.SimulatedPolicy;
import io.github.tagscaler.command.simulate.result.AssumptionWords;
import io.github.tagscaler.command.simulate.result.Baseline;
import io.github.tagscaler.resource.Kind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What tags and trace do not say. */
final class ModelOptions {
  @Option(
      names = "--service-time",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = TimeOption.class,
      description = "how long a request takes: 250ms, 2s (default: 1s)")
  private Duration serviceTime = Duration.ofSeconds(1);

  @Option(
      names = "--max-rps",
      paramLabel = "N",
      converter = NumberOption.class,
      description =
          "requests per second that one instance or copy sustains (default: twice what the first policy's target means)")
  private @Nullable Double maxRps;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      defaultValue = "5m",
      converter = TimeOption.class,
      description = "from a decision until new capacity serves requests (default: 5m)")
  private Duration start = Assumptions.USUAL_START;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      defaultValue = "90s",
      converter = TimeOption.class,
      description = "until a data point is published and acted on (default: 90s)")
  private Duration delay = Assumptions.USUAL_DELAY;

  @Option(
      names = "--baseline",
      paramLabel = "N|first",
      description =
          "measure savings against this fixed capacity, or the first policy (default: the first of several policies, else what the busiest minute needs)")
  private @Nullable String baseline;

  /** The assumptions for policies of which this is the first. */
  Assumptions assumptions(SimulatedPolicy first) {
    if (serviceTime.isZero()) {
      throw new UsageException("--service-time is 0, but it must be above 0.");
    }
    return new Assumptions(start, delay, serviceTime, maxRps != null ? maxRps : usualRps(first));
  }

  /** Twice what its target means: targets are set to half of what was load-tested. */
  private double usualRps(SimulatedPolicy first) {
    double seconds = serviceTime.toMillis() / 1000.0;
    return first.tracks().stream()
        .filter(
            track -> track.signal() == Signal.CONCURRENCY || track.signal() == Signal.INVOCATIONS)
        .findFirst()
        .map(track ->
            track.signal() == Signal.CONCURRENCY
                ? 2 * track.target() / seconds
                : 2 * track.target() / 60)
        .orElse(
            (first.kind() == Kind.REAL_TIME || first.kind() == Kind.COMPONENT ? 10 : 1) / seconds);
  }

  /** The assumptions in words. */
  AssumptionWords words(Kind kind, Assumptions assumed, SimulatedPolicy first) {
    boolean tracked =
        first.tracks().stream()
            .anyMatch(track ->
                track.signal() == Signal.CONCURRENCY || track.signal() == Signal.INVOCATIONS);
    return new AssumptionWords(
        kind,
        assumed,
        maxRps != null
            ? "--max-rps"
            : tracked
                ? "assumed: twice the target of policy 1; --max-rps sets it"
                : "assumed; --max-rps sets it");
  }

  /** The baseline that was named. */
  Optional<Baseline> baseline() {
    if (baseline == null) {
      return Optional.empty();
    }
    if (baseline.equals("first")) {
      return Optional.of(new Baseline.FirstPolicy());
    }
    try {
      int capacity = Integer.parseInt(baseline);
      if (capacity > 0) {
        return Optional.of(new Baseline.Fixed(capacity, true));
      }
    } catch (NumberFormatException _) {
      // As a number that is none.
    }
    throw new UsageException(
        "--baseline is \"%s\", but it must be a whole number above 0, or first."
            .formatted(baseline));
  }
}
