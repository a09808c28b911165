package io.github.tagscaler.scaling;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.DesiredState.MaxSource;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Scalable targets to test with: the variant {@code blue} of the endpoint {@code chat}. */
final class Targets {
  static final TargetKey KEY =
      new TargetKey(new EndpointVariant("chat", "blue"), ScalableDimension.INSTANCE_COUNT);
  static final String ARN = "arn:1";
  static final Ownership OURS = new Ownership("tagscaler");
  static final ScalingPolicy TRACK = track("concurrency", "Concurrency", 5);

  private Targets() {}

  static ScalingPolicy track(String name, String metric, double target) {
    return new ScalingPolicy("tagscaler-track-" + name, tracking(metric, target));
  }

  static TargetTracking tracking(String metric, double target) {
    return new TargetTracking(
        new MetricSpec.Predefined(metric),
        target,
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        true);
  }

  /** 1-4 by the tags, two running. */
  static DesiredState desired() {
    return desired(1, 4, MaxSource.TAG, 2, TRACK);
  }

  static DesiredState desired(
      int min, int max, MaxSource source, int running, ScalingPolicy... policies) {
    return new DesiredState(KEY, new Bounds(min, max), source, List.of(policies), running);
  }

  /** What a run that followed that wish to the end leaves. */
  static ObservedTarget settled(DesiredState desired) {
    return ours(desired.bounds(), config(desired, desired.bounds()), desired.policies());
  }

  static String config(DesiredState desired, Bounds sent) {
    return Configuration.of(desired, sent).text();
  }

  static ObservedTarget ours(Bounds bounds, String config, List<ScalingPolicy> policies) {
    return ObservedTarget.of(
        KEY, ARN, bounds, Suspension.NONE, OURS.tags(config), policies, List.of(), List.of());
  }

  static ObservedTarget with(ObservedTarget it, Bounds bounds) {
    return ObservedTarget.of(
        KEY,
        ARN,
        bounds,
        it.suspended(),
        it.tags(),
        it.policies(),
        it.scheduledActions(),
        it.alarms());
  }

  static ObservedTarget with(ObservedTarget it, Map<String, String> tags) {
    return ObservedTarget.of(
        KEY,
        ARN,
        it.bounds(),
        it.suspended(),
        tags,
        it.policies(),
        it.scheduledActions(),
        it.alarms());
  }

  static ObservedTarget with(
      ObservedTarget it, List<ScalingPolicy> policies, String... scheduledActions) {
    return ObservedTarget.of(
        KEY,
        ARN,
        it.bounds(),
        it.suspended(),
        it.tags(),
        policies,
        Stream.of(scheduledActions).map(Targets::action).toList(),
        it.alarms());
  }

  static ObservedTarget suspended(ObservedTarget it) {
    return ObservedTarget.of(
        KEY,
        ARN,
        it.bounds(),
        Suspension.ALL,
        it.tags(),
        it.policies(),
        it.scheduledActions(),
        it.alarms());
  }

  static ScheduledAction action(String name) {
    return new ScheduledAction(
        name, "cron(0 8 * * ? *)", "UTC", Optional.of(1), Optional.of(2), false);
  }
}
