package io.github.tagscaler.outcome;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all outcomes of one target in one run have in common.
 *
 * @param kind the kind of resource, {@code null} where that is not known or it is not scalable
 * @param dryRun whether changes are only planned
 * @param reset the deployment that reset the target's capacity, {@code null} if none did
 */
public record OutcomeTemplate(
    String resourceId,
    @Nullable Kind kind,
    boolean dryRun,
    Trigger trigger,
    String stack,
    Map<String, String> tags,
    Audience audience,
    @Nullable CapacityReset reset) {

  /** For a target whose capacity no deployment reset. */
  public OutcomeTemplate(
      String resourceId,
      @Nullable Kind kind,
      boolean dryRun,
      Trigger trigger,
      String stack,
      Map<String, String> tags,
      Audience audience) {
    this(resourceId, kind, dryRun, trigger, stack, tags, audience, null);
  }

  /** The same for a target whose capacity a deployment reset, or not. */
  public OutcomeTemplate with(Optional<CapacityReset> found) {
    return new OutcomeTemplate(
        resourceId, kind, dryRun, trigger, stack, tags, audience, found.orElse(null));
  }

  /** The outcome in one dimension; {@code null} where that is not known. */
  public Outcome outcome(
      @Nullable ScalableDimension dimension, Ending ending, List<Problem> warnings) {
    return new Outcome(
        resourceId,
        dimension,
        kind != null && kind.dimension() == dimension ? kind : null,
        ending,
        warnings,
        dryRun,
        trigger,
        stack,
        tags,
        audience,
        reset);
  }
}
