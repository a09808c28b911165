package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.CapacityStep;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.window.Timeline;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The desired scaling of one target, with the origin of every value: tags, policies and defaults
 * merged, checked to fit the resource, and within the guardrails. It does not depend on the time of
 * day.
 *
 * @param base the bounds that hold without a schedule
 * @param schedule the bounds by the time of the week
 * @param actions bounds set at other times
 * @param tracks target tracking, in the order in which it was stated
 * @param steps step scaling
 * @param wake whether to keep the step policy that scales up from zero
 * @param restore whether to bring back capacity that a deployment reset
 * @param adoption what to do if the target was registered outside Tagscaler
 */
public record DesiredPolicy(
    SourcedBounds base,
    Optional<Schedule> schedule,
    List<Action> actions,
    List<Track> tracks,
    List<Step> steps,
    Sourced<Boolean> wake,
    Sourced<Boolean> restore,
    Adoption adoption) {
  public DesiredPolicy {
    actions = List.copyOf(actions);
    tracks = List.copyOf(tracks);
    steps = List.copyOf(steps);
  }

  /** Whether to keep the step policy that scales up from zero. */
  public boolean wakes() {
    return wake.value();
  }

  /** Whether to bring back capacity that a deployment reset. */
  public boolean restores() {
    return restore.value();
  }

  /**
   * Scheduled scaling by windows.
   *
   * @param origin of the windows
   */
  public record Schedule(Origin origin, Timeline<SourcedBounds> timeline) {}

  /**
   * Bounds that come into force at certain times.
   *
   * @param name that its scheduled action is named after
   */
  public record Action(String name, ActionEntry.When when, ZoneId zone, SourcedBounds bounds) {}

  /**
   * A metric that is kept near a target.
   *
   * @param name that its scaling policy is named after: the metric's word, or a custom metric's
   *     name
   * @param metric the metric as AWS knows it
   * @param target the target in the owner's unit
   * @param sent the target in AWS's unit
   * @param scaleIn whether it may scale in
   */
  public record Track(
      String name,
      MetricSpec metric,
      Sourced<BigDecimal> target,
      BigDecimal sent,
      Sourced<Duration> scaleInCooldown,
      Sourced<Duration> scaleOutCooldown,
      Sourced<Boolean> scaleIn) {}

  /**
   * Steps by which capacity follows a metric.
   *
   * @param name that its scaling policy and alarm are named after
   * @param origin of the entry
   * @param metric the metric as CloudWatch knows it, never a predefined one
   * @param threshold where the first step begins, in AWS's unit
   * @param rising whether it acts at the threshold and above; if not, at it and below
   * @param steps the steps, lowest first, each end in AWS's unit and none relative to the threshold
   * @param entry the entry as it was stated
   */
  public record Step(
      String name,
      Origin origin,
      MetricSpec metric,
      BigDecimal threshold,
      boolean rising,
      List<CapacityStep> steps,
      StepEntry entry) {
    public Step {
      steps = List.copyOf(steps);
    }
  }
}
