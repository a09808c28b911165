package io.github.tagscaler.outcome;

import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ScalableDimension;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says in one phrase how a target is scaled: {@code 1-4 instances, 5 concurrent requests per
 * instance}.
 */
public final class InForcePhrase {
  private static final DateTimeFormatter CHANGE =
      DateTimeFormatter.ofPattern("EEE HH:mm VV", Locale.ROOT);

  private InForcePhrase() {}

  /** The whole phrase. */
  public static String of(@Nullable InForce inForce, @Nullable ScalableDimension dimension) {
    if (inForce == null) {
      return "not registered for autoscaling";
    }
    var parts = new ArrayList<String>();
    parts.add(
        capacity(inForce.bounds(), dimension)
            + Optional.ofNullable(inForce.until()).map(InForcePhrase::until).orElse(""));
    inForce.tracks().forEach(track -> parts.add(track(track, unit(dimension))));
    inForce.steps().forEach(step -> parts.add("step policy " + step));
    if (!inForce.suspended().isEmpty()) {
      parts.add(activities(inForce.suspended()) + " suspended");
    }
    return String.join(", ", parts);
  }

  /** The activities in words: {@code scale-in and scale-out}, or {@code scaling} for all three. */
  static String activities(List<String> names) {
    return names.size() == 3 ? "scaling" : enumerate(names);
  }

  static String enumerate(List<String> things) {
    int last = things.size() - 1;
    return last == 0
        ? things.getFirst()
        : String.join(", ", things.subList(0, last)) + " and " + things.get(last);
  }

  private static String until(ZonedDateTime change) {
    return " until " + CHANGE.format(change);
  }

  /** Bounds with their unit: {@code 1-4 instances}, {@code 1 copy}. */
  public static String capacity(Bounds bounds, @Nullable ScalableDimension dimension) {
    return bounds.min() == bounds.max()
        ? capacity(bounds.min(), dimension)
        : bounds + " " + unit(dimension).several();
  }

  /** A capacity with its unit: {@code 1 instance}, {@code 3 copies}. */
  public static String capacity(int capacity, @Nullable ScalableDimension dimension) {
    var unit = unit(dimension);
    return capacity + " " + (capacity == 1 ? unit.one() : unit.several());
  }

  /** What runs: {@code 1 instance is running}. */
  static String running(int capacity, @Nullable ScalableDimension dimension) {
    return capacity(capacity, dimension) + (capacity == 1 ? " is" : " are") + " running";
  }

  private static String track(InForce.Track track, Unit unit) {
    var target = track.target().stripTrailingZeros().toPlainString();
    return switch (track.metric()) {
      case "concurrency" -> target + " concurrent requests per " + unit.one();
      case "invocations" -> target + " invocations per minute per " + unit.one();
      case "utilization" -> target + "% utilization";
      case "backlog" -> "backlog of " + target + " per " + unit.one();
      case "cpu" -> target + "% CPU";
      case "gpu" -> target + "% GPU";
      default -> track.metric() + " at " + target;
    };
  }

  private record Unit(String one, String several) {}

  private static Unit unit(@Nullable ScalableDimension dimension) {
    return switch (dimension) {
      case INSTANCE_COUNT -> new Unit("instance", "instances");
      case COPY_COUNT -> new Unit("copy", "copies");
      case PROVISIONED_CONCURRENCY ->
          new Unit("unit of provisioned concurrency", "units of provisioned concurrency");
      case null -> new Unit("unit", "units");
    };
  }
}
