package io.github.tagscaler.outcome;

import io.github.tagscaler.resource.Bounds;
import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Application Auto Scaling scales a target: one phrase of a message.
 *
 * @param bounds the registered bounds
 * @param until when the schedule changes the bounds next, {@code null} if it does not
 * @param tracks the metrics that are tracked as the tags ask
 * @param steps the names of the step scaling policies
 * @param suspended the activities that are suspended, of {@code scale-in}, {@code scale-out} and
 *     {@code scheduled scaling}
 */
public record InForce(
    Bounds bounds,
    @Nullable ZonedDateTime until,
    List<Track> tracks,
    List<String> steps,
    List<String> suspended) {
  public InForce {
    tracks = List.copyOf(tracks);
    steps = List.copyOf(steps);
    suspended = List.copyOf(suspended);
  }

  /**
   * A metric that is kept near a target.
   *
   * @param metric the metric's word, or the name of a custom metric
   * @param target in the owner's unit
   */
  public record Track(String metric, BigDecimal target) {}
}
