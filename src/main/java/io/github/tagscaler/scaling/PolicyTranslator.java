package io.github.tagscaler.scaling;

import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.setting.ActionEntry.When;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.resource.ScalableResource.ServerlessVariant;
import io.github.tagscaler.scaling.ScalingAlarm.Comparison;
import io.github.tagscaler.scaling.ScalingAlarm.Missing;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy.Adjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepAdjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Translates a desired policy into the terms of Application Auto Scaling and CloudWatch. */
final class PolicyTranslator {
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private final DesiredPolicy desired;
  private final ScalableResource resource;
  private final String stack;

  PolicyTranslator(DesiredPolicy desired, ScalableResource resource, String stack) {
    this.desired = desired;
    this.resource = resource;
    this.stack = stack;
  }

  List<TimedAction> actions() {
    return desired.actions().stream().map(PolicyTranslator::action).toList();
  }

  private static TimedAction action(DesiredPolicy.Action action) {
    var zone = action.zone();
    return new TimedAction(
        ManagedNames.action(action.name()),
        switch (action.when()) {
          case When.Cron(var fields) -> "cron(" + fields + ")";
          case When.At(var time) -> "at(" + AT.format(time) + ")";
        },
        zone.getId(),
        Limits.of(action.bounds()),
        switch (action.when()) {
          case When.Cron _ -> Optional.<Instant>empty();
          case When.At(var time) -> Optional.of(time.atZone(zone).toInstant());
        });
  }

  List<ScalingPolicy> policies() {
    var policies = new ArrayList<ScalingPolicy>();
    desired.tracks().forEach(track -> policies.add(track(track)));
    desired.steps().forEach(step -> policies.add(step(step)));
    waking().ifPresent(waking -> policies.add(waking.policy()));
    return policies;
  }

  List<ScalingAlarm> alarms() {
    var alarms = new ArrayList<ScalingAlarm>();
    desired
        .steps()
        .forEach(step -> alarms.add(alarm(ManagedNames.step(step.name()), watching(step))));
    waking().ifPresent(waking -> alarms.add(alarm(ManagedNames.wake(), waking.watching())));
    return alarms;
  }

  private ScalingAlarm alarm(String policy, Watching watching) {
    return new ScalingAlarm(
        ManagedNames.alarm(stack, resource.id(), policy), Optional.of(policy), watching);
  }

  private static ScalingPolicy track(DesiredPolicy.Track track) {
    return new ScalingPolicy(
        ManagedNames.track(track.name()),
        new TargetTracking(
            track.metric(),
            track.sent().doubleValue(),
            track.scaleInCooldown().value(),
            track.scaleOutCooldown().value(),
            track.scaleIn().value()));
  }

  private static ScalingPolicy step(DesiredPolicy.Step step) {
    var entry = step.entry();
    return new ScalingPolicy(
        ManagedNames.step(step.name()),
        new StepScaling(
            switch (entry.adjust()) {
              case CHANGE -> Adjustment.CHANGE_IN_CAPACITY;
              case PERCENT -> Adjustment.PERCENT_CHANGE_IN_CAPACITY;
              case EXACT -> Adjustment.EXACT_CAPACITY;
            },
            entry.minChange(),
            entry.cooldown(),
            aggregation(step),
            step.steps().stream()
                .map(rung ->
                    new StepAdjustment(
                        relative(rung.from(), step), relative(rung.to(), step), rung.by()))
                .toList()));
  }

  /** AWS expects the ends of steps relative to the alarm's threshold. */
  private static Optional<Double> relative(Optional<BigDecimal> end, DesiredPolicy.Step step) {
    return end.map(value -> value.subtract(step.threshold()).doubleValue());
  }

  /** The alarm's own statistic where AWS accepts it here; for sums and counts, the average. */
  private static String aggregation(DesiredPolicy.Step step) {
    var statistic =
        step.metric() instanceof MetricSpec.Customized custom ? custom.statistic() : "Average";
    return statistic.equals("Maximum") || statistic.equals("Minimum") ? statistic : "Average";
  }

  private static Watching watching(DesiredPolicy.Step step) {
    var entry = step.entry();
    return new Watching(
        step.metric(),
        entry.period(),
        entry.breaching(),
        entry.of(),
        step.threshold().doubleValue(),
        step.rising() ? Comparison.AT_OR_ABOVE : Comparison.AT_OR_BELOW,
        missing(entry.missing()));
  }

  private static Missing missing(StepEntry.Missing missing) {
    return switch (missing) {
      case MISSING -> Missing.MISSING;
      case NOT_BREACHING -> Missing.NOT_BREACHING;
      case BREACHING -> Missing.BREACHING;
      case IGNORE -> Missing.IGNORE;
    };
  }

  /** What adds the first capacity at zero, and what triggers it. */
  private record Waking(
      String aggregation, Duration cooldown, MetricSpec.Customized metric, int dataPoints) {

    ScalingPolicy policy() {
      return new ScalingPolicy(
          ManagedNames.wake(),
          new StepScaling(
              Adjustment.CHANGE_IN_CAPACITY,
              Optional.empty(),
              cooldown,
              aggregation,
              List.of(new StepAdjustment(Optional.of(0.0), Optional.empty(), 1))));
    }

    Watching watching() {
      return new Watching(
          metric,
          Duration.ofMinutes(1),
          dataPoints,
          dataPoints,
          1,
          // AWS's page for components has "above 1", which a single failure does not trigger.
          Comparison.AT_OR_ABOVE,
          Missing.MISSING);
    }
  }

  private Optional<Waking> waking() {
    if (!desired.wakes()) {
      return Optional.empty();
    }
    return switch (resource) {
      case HostedComponent component ->
          Optional.of(
              new Waking(
                  "Maximum",
                  Duration.ofMinutes(1),
                  MetricSpec.Customized.of(
                      "AWS/SageMaker",
                      "NoCapacityInvocationFailures",
                      Map.of("InferenceComponentName", component.id().component()),
                      "Sum"),
                  1));
      case InstanceVariant variant when variant.async() ->
          Optional.of(
              new Waking(
                  "Average",
                  Duration.ofMinutes(5),
                  MetricSpec.Customized.of(
                      "AWS/SageMaker",
                      "HasBacklogWithoutCapacity",
                      Map.of("EndpointName", variant.endpoint()),
                      "Average"),
                  2));
      case InstanceVariant _, ServerlessVariant _ -> Optional.empty();
    };
  }
}
