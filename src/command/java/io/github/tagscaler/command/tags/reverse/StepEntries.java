package io.github.tagscaler.command.tags.reverse;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Adjust;
import io.github.tagscaler.policy.setting.CapacityStep;
import io.github.tagscaler.policy.setting.Checked;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.Statistic;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.ScalingAlarm.Missing;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns step scaling policies, with the alarms that trigger them, into entries of {@code step}. */
final class StepEntries {
  private final MetricsOfResource metrics;
  private final EntryNames names;

  /** Turns those of one resource. */
  StepEntries(ScalableResource resource, EntryNames names) {
    this.metrics = new MetricsOfResource(resource);
    this.names = names;
  }

  /**
   * The entry for a policy.
   *
   * @param alarms those that trigger it
   */
  Reproduced<StepEntry> entry(ScalingPolicy policy, StepScaling scaling, List<StepAlarm> alarms) {
    if (alarms.isEmpty()) {
      return not(
          Reason.NO_ALARM,
          "The step policy \"%s\" is triggered by no alarm, so it does nothing."
              .formatted(policy.name()));
    }
    if (alarms.size() > 1) {
      return not(
          Reason.SEVERAL_ALARMS,
          "The step policy \"%s\" is triggered by %d alarms (%s); a step entry has one."
              .formatted(
                  policy.name(),
                  alarms.size(),
                  alarms.stream().map(StepAlarm::name).collect(Collectors.joining(", "))));
    }
    var alarm = alarms.getFirst();
    if (!alarm.enabled()) {
      return not(
          Reason.ALARM_ACTIONS_OFF,
          "The alarm \"%s\" of the step policy \"%s\" has its actions disabled."
              .formatted(alarm.name(), policy.name()));
    }
    if (!(alarm.definition() instanceof Watching watching)) {
      return not(
          Reason.ALARM_SHAPE,
          "The alarm \"%s\" of the step policy \"%s\" is of a form that Tagscaler does not write (a percentile, an anomaly band, or several periods)."
              .formatted(alarm.name(), policy.name()));
    }
    var name = names.like(policy.name());
    var entry =
        alias(name, scaling, watching)
            .<Checked<StepEntry>>map(Checked.Valid::new)
            .orElseGet(() -> Checked.of(() -> custom(name, scaling, watching)));
    return switch (entry) {
      case Checked.Valid<StepEntry>(var valid) ->
          difference(policy, scaling, alarm, watching)
              .<Reproduced<StepEntry>>map(obstacle -> new Reproduced.Nearly<>(valid, obstacle))
              .orElseGet(() -> new Reproduced.As<>(valid));
      case Checked.Invalid<StepEntry>(var problems) ->
          not(
              Reason.STEPS,
              "The step policy \"%s\" cannot be written as a step entry: %s"
                  .formatted(
                      policy.name(),
                      problems.stream().map(Problem::message).collect(Collectors.joining(" "))));
    };
  }

  /** What an entry of these steps does in another way. */
  private static Optional<Obstacle> difference(
      ScalingPolicy policy, StepScaling scaling, StepAlarm alarm, Watching watching) {
    if (!alarm.isExact()) {
      return Optional.of(
          new Obstacle(
              Reason.COMPARISON,
              "The alarm \"%s\" acts %s %s; the alarm of a step entry acts at it, too. A threshold a little %s comes as near as you want."
                  .formatted(
                      alarm.name(),
                      alarm.comparison().startsWith("Greater") ? "above" : "below",
                      OwnersUnit.of(watching.threshold(), BigDecimal.ONE).toPlainString(),
                      alarm.comparison().startsWith("Greater") ? "higher" : "lower")));
    }
    var statistic = watching.metric() instanceof Customized metric ? metric.statistic() : "Average";
    var written = List.of("Maximum", "Minimum").contains(statistic) ? statistic : "Average";
    return written.equals(scaling.aggregation())
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                Reason.AGGREGATION,
                "The step policy \"%s\" aggregates by %s; with an alarm on %s, Tagscaler writes %s."
                    .formatted(policy.name(), scaling.aggregation(), statistic, written)));
  }

  private static Reproduced<StepEntry> not(Reason reason, String text) {
    return new Reproduced.Not<>(new Obstacle(reason, text));
  }

  /** By the word of its metric, where there is one and its rules allow these steps. */
  private Optional<StepEntry> alias(String name, StepScaling scaling, Watching watching) {
    if (!(watching.metric() instanceof Customized metric)) {
      return Optional.empty();
    }
    return Stream.of(Statistic.values())
        .filter(each -> each.wire().equals(metric.statistic()))
        .flatMap(statistic ->
            metrics.watched(metric, statistic).stream()
                .map(alias ->
                    Checked.of(() ->
                        entry(
                            name,
                            new Measure.Alias(alias.metric()),
                            metrics.isUsual(alias, statistic)
                                ? Optional.empty()
                                : Optional.of(statistic),
                            alias.factor(),
                            scaling,
                            watching))))
        .flatMap(entry ->
            entry instanceof Checked.Valid<StepEntry>(var valid)
                ? Stream.of(valid)
                : Stream.empty())
        .findFirst();
  }

  private StepEntry custom(String name, StepScaling scaling, Watching watching) {
    return entry(
        name,
        new Measure.Custom(metrics.general(watching.metric())),
        Optional.empty(),
        BigDecimal.ONE,
        scaling,
        watching);
  }

  private static StepEntry entry(
      String name,
      Measure measure,
      Optional<Statistic> statistic,
      BigDecimal factor,
      StepScaling scaling,
      Watching watching) {
    return new StepEntry(
        name,
        measure,
        statistic,
        watching.period(),
        watching.breaching(),
        watching.of(),
        missing(watching.missing()),
        switch (scaling.adjustment()) {
          case CHANGE_IN_CAPACITY -> Adjust.CHANGE;
          case PERCENT_CHANGE_IN_CAPACITY -> Adjust.PERCENT;
          case EXACT_CAPACITY -> Adjust.EXACT;
        },
        scaling.minMagnitude().filter(_ -> isPercent(scaling)),
        scaling.cooldown(),
        scaling.steps().stream()
            .map(step ->
                new CapacityStep(
                    step.lower().map(end -> OwnersUnit.of(watching.threshold() + end, factor)),
                    step.upper().map(end -> OwnersUnit.of(watching.threshold() + end, factor)),
                    step.by()))
            .toList());
  }

  private static boolean isPercent(StepScaling scaling) {
    return scaling.adjustment() == ScalingPolicy.Adjustment.PERCENT_CHANGE_IN_CAPACITY;
  }

  private static StepEntry.Missing missing(Missing missing) {
    return switch (missing) {
      case MISSING -> StepEntry.Missing.MISSING;
      case NOT_BREACHING -> StepEntry.Missing.NOT_BREACHING;
      case BREACHING -> StepEntry.Missing.BREACHING;
      case IGNORE -> StepEntry.Missing.IGNORE;
    };
  }
}
