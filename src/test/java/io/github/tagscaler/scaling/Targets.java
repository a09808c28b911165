package io.github.tagscaler.scaling;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.window.ExpressionReader;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.Change.UntagTarget;
import io.github.tagscaler.scaling.Limits.MaxSource;
import io.github.tagscaler.scaling.ScalingAlarm.Comparison;
import io.github.tagscaler.scaling.ScalingAlarm.Missing;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy.Adjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepAdjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Scalable targets to test with: the variant {@code blue} of the endpoint {@code chat}. */
final class Targets {
  static final TargetKey KEY =
      new TargetKey(new EndpointVariant("chat", "blue"), ScalableDimension.INSTANCE_COUNT);
  static final String ARN = "arn:1";
  static final Ownership OWNERSHIP = new Ownership("tagscaler");

  /** Takes every tag of Tagscaler off the target. */
  static final UntagTarget UNMARKED =
      new UntagTarget(
          KEY,
          ARN,
          new TreeSet<>(
              List.of(
                  "tagscaler:config",
                  "tagscaler:drift",
                  "tagscaler:paused",
                  "tagscaler:restore",
                  "tagscaler:stack")));

  /** A Monday. */
  static final Instant MONDAY_TEN = Instant.parse("2026-08-10T10:00:00Z");

  static final ScalingPolicy TRACK = track("concurrency", "Concurrency", 5);

  static final StepScaling STEPS =
      new StepScaling(
          Adjustment.CHANGE_IN_CAPACITY,
          Optional.empty(),
          Duration.ofMinutes(1),
          "Average",
          List.of(new StepAdjustment(Optional.of(0.0), Optional.empty(), 2)));

  static final ScalingPolicy SURGE = new ScalingPolicy("tagscaler-step-surge", STEPS);

  static final ScalingAlarm SURGE_ALARM =
      new ScalingAlarm(
          "tagscaler/tagscaler/endpoint/chat/variant/blue/step-surge",
          Optional.of("tagscaler-step-surge"),
          new Watching(
              MetricSpec.Customized.of(
                  "AWS/SageMaker",
                  "InvocationsPerInstance",
                  Map.of("EndpointName", "chat", "VariantName", "blue"),
                  "Sum"),
              Duration.ofMinutes(1),
              2,
              2,
              1000,
              Comparison.AT_OR_ABOVE,
              Missing.NOT_BREACHING));

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
    return new DesiredState(
        KEY,
        limits(min, max, source),
        Optional.empty(),
        List.of(),
        source == MaxSource.TAG ? List.of(String.valueOf(max)) : List.of(),
        List.of(policies),
        List.of(),
        List.of(),
        Adoption.NO,
        running,
        MONDAY_TEN);
  }

  static Limits limits(int min, int max, MaxSource source) {
    return new Limits(new Bounds(min, max), source, source != MaxSource.BUILT_IN);
  }

  /** The week that an expression means over a base of 1-4, in UTC. */
  static Timeline<Limits> week(String expression, MaxSource source) {
    var windows = ((Windows.Reading.Understood) ExpressionReader.read(expression)).windows();
    var base = new Bounds(1, 4);
    return ((Windows.Resolution.Resolved) windows.resolve(base, Kind.ASYNC, ZoneId.of("UTC")))
        .timeline()
        .map(bounds -> new Limits(bounds.over(base), source, true));
  }

  static DesiredState scheduled(DesiredState it, Timeline<Limits> week) {
    return new DesiredState(
        KEY,
        it.base(),
        Optional.of(week),
        it.actions(),
        week.all().stream().filter(Limits::maxByTag).map(each -> each.bounds().toString()).toList(),
        it.policies(),
        it.alarms(),
        it.tracks(),
        it.adoption(),
        it.running(),
        it.now());
  }

  static DesiredState acting(DesiredState it, TimedAction... actions) {
    return new DesiredState(
        KEY,
        it.base(),
        it.schedule(),
        List.of(actions),
        it.maxTags(),
        it.policies(),
        it.alarms(),
        it.tracks(),
        it.adoption(),
        it.running(),
        it.now());
  }

  static DesiredState stepping(DesiredState it, ScalingPolicy policy, ScalingAlarm alarm) {
    return new DesiredState(
        KEY,
        it.base(),
        it.schedule(),
        it.actions(),
        it.maxTags(),
        Stream.concat(it.policies().stream(), Stream.of(policy)).toList(),
        Stream.concat(it.alarms().stream(), Stream.of(alarm)).toList(),
        it.tracks(),
        it.adoption(),
        it.running(),
        it.now());
  }

  /** With these values of the tags that state a max. */
  static DesiredState maxTags(DesiredState it, String... values) {
    return new DesiredState(
        KEY,
        it.base(),
        it.schedule(),
        it.actions(),
        List.of(values),
        it.policies(),
        it.alarms(),
        it.tracks(),
        it.adoption(),
        it.running(),
        it.now());
  }

  static DesiredState adopting(DesiredState it, Adoption adoption) {
    return new DesiredState(
        KEY,
        it.base(),
        it.schedule(),
        it.actions(),
        it.maxTags(),
        it.policies(),
        it.alarms(),
        it.tracks(),
        adoption,
        it.running(),
        it.now());
  }

  static DesiredState at(DesiredState it, Instant now) {
    return new DesiredState(
        KEY,
        it.base(),
        it.schedule(),
        it.actions(),
        it.maxTags(),
        it.policies(),
        it.alarms(),
        it.tracks(),
        it.adoption(),
        it.running(),
        now);
  }

  static DesiredState running(DesiredState it, int running) {
    return new DesiredState(
        KEY,
        it.base(),
        it.schedule(),
        it.actions(),
        it.maxTags(),
        it.policies(),
        it.alarms(),
        it.tracks(),
        it.adoption(),
        running,
        it.now());
  }

  /** What a complete run with that desired state leaves. */
  static ObservedTarget settled(DesiredState desired) {
    return settled(desired, desired.inForce().bounds());
  }

  /** What a complete run with that desired state, with those bounds, leaves. */
  static ObservedTarget settled(DesiredState desired, Bounds sent) {
    return ObservedTarget.of(
        KEY,
        ARN,
        sent,
        Suspension.NONE,
        OWNERSHIP.tags(config(desired, sent)),
        desired.policies(),
        desired.scheduledActions(conceded(desired, sent)),
        desired.alarms());
  }

  static String config(DesiredState desired, Bounds sent) {
    return ConfigFingerprint.of(desired, conceded(desired, sent)).text();
  }

  private static Optional<Integer> conceded(DesiredState desired, Bounds sent) {
    return sent.max() == desired.inForce().bounds().max()
        ? Optional.empty()
        : Optional.of(sent.max());
  }

  static ObservedTarget managed(Bounds bounds, String config, List<ScalingPolicy> policies) {
    return ObservedTarget.of(
        KEY, ARN, bounds, Suspension.NONE, OWNERSHIP.tags(config), policies, List.of(), List.of());
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

  static ObservedTarget withActions(ObservedTarget it, List<ScheduledAction> actions) {
    return ObservedTarget.of(
        KEY, ARN, it.bounds(), it.suspended(), it.tags(), it.policies(), actions, it.alarms());
  }

  static ObservedTarget withAlarms(ObservedTarget it, ScalingAlarm... alarms) {
    return ObservedTarget.of(
        KEY,
        ARN,
        it.bounds(),
        it.suspended(),
        it.tags(),
        it.policies(),
        it.scheduledActions(),
        List.of(alarms));
  }

  static ObservedTarget suspended(ObservedTarget it) {
    return suspended(it, Suspension.ALL);
  }

  static ObservedTarget suspended(ObservedTarget it, Suspension suspended) {
    return ObservedTarget.of(
        KEY,
        ARN,
        it.bounds(),
        suspended,
        it.tags(),
        it.policies(),
        it.scheduledActions(),
        it.alarms());
  }

  /** With a tag that notes when drift was first seen. */
  static ObservedTarget drifting(ObservedTarget it, String since) {
    var tags = new TreeMap<>(it.tags());
    tags.put("tagscaler:drift", since);
    return with(it, tags);
  }

  /** All is suspended by a pause of Tagscaler. */
  static ObservedTarget paused(ObservedTarget it) {
    return paused(suspended(it), "in+out+scheduled");
  }

  /** With a tag that records what a pause suspended. */
  static ObservedTarget paused(ObservedTarget it, String record) {
    var tags = new TreeMap<>(it.tags());
    tags.put("tagscaler:paused", record);
    return with(it, tags);
  }

  static ScheduledAction action(String name) {
    return new ScheduledAction(
        name, "cron(0 8 * * ? *)", "UTC", Optional.of(1), Optional.of(2), false);
  }
}
