package io.github.tagscaler.outcome;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one run ended for one target.
 *
 * @param resourceId Application Auto Scaling's resource ID; {@code endpoint/<name>} where not even
 *     the variants could be read
 * @param dimension what would be scaled, {@code null} where that is not known
 * @param kind the kind of resource, {@code null} where that is not known or it is not scalable
 * @param warnings what the owner may want to know, whatever the ending
 * @param tags the resource's own tags, so that rules on outcomes can route by team
 * @param audience whom it concerns; not published itself
 * @param reset the deployment that reset the target's capacity, {@code null} if none did
 */
public record Outcome(
    String resourceId,
    @Nullable ScalableDimension dimension,
    @Nullable Kind kind,
    Ending ending,
    List<Problem> warnings,
    boolean dryRun,
    Trigger trigger,
    String stack,
    Map<String, String> tags,
    Audience audience,
    @Nullable CapacityReset reset) {
  public Outcome {
    warnings = List.copyOf(warnings);
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  /** Whether it has to be tried again. */
  public boolean failed() {
    return ending instanceof Ending.Failed;
  }

  /** Whether it has to be tried again because of that problem. */
  public boolean failedWith(Code code) {
    return ending instanceof Ending.Failed(var problem, _) && problem.code() == code;
  }

  /** Whether it was left alone for that reason. */
  public boolean skippedFor(SkipReason reason) {
    return ending instanceof Ending.Skipped(var why, _) && why == reason;
  }

  /** Whether it has a warning of that code. */
  public boolean warnsOf(Code code) {
    return warnings.stream().anyMatch(warning -> warning.code() == code);
  }

  /** The same with further warnings. */
  public Outcome warning(List<Problem> more) {
    return new Outcome(
        resourceId,
        dimension,
        kind,
        ending,
        Stream.concat(warnings.stream(), more.stream()).toList(),
        dryRun,
        trigger,
        stack,
        tags,
        audience,
        reset);
  }

  /** The same, which a sweep reports because its scaling began to fail. */
  public Outcome asFailing() {
    return concerning(audience.failing());
  }

  /** The same as a reminder. */
  public Outcome asReminder() {
    return concerning(audience.reminded());
  }

  private Outcome concerning(Audience other) {
    return new Outcome(
        resourceId, dimension, kind, ending, warnings, dryRun, trigger, stack, tags, other, reset);
  }

  /** The same, ended in another way. */
  public Outcome ended(Ending other) {
    return new Outcome(
        resourceId,
        dimension,
        kind,
        other,
        warnings,
        dryRun,
        trigger,
        stack,
        tags,
        audience,
        reset);
  }
}
