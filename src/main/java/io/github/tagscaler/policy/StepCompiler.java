package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.CapacityStep;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.setting.Values;
import io.github.tagscaler.resource.ScalableResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates a policy's step entries into the alarm and step policy of one resource. */
final class StepCompiler {
  private final ScalableResource resource;
  private final List<Problem> problems = new ArrayList<>();

  StepCompiler(ScalableResource resource) {
    this.resource = resource;
  }

  /** The problems of the entries compiled so far. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The step policy; empty, with a problem reported, if the resource has no such metric. */
  Optional<DesiredPolicy.Step> compile(Sourced<StepEntry> stated) {
    return reading(stated).map(reading -> step(stated, reading));
  }

  /** A CloudWatch metric, and the factor from the owner's values to those of CloudWatch. */
  private record Reading(MetricSpec metric, BigDecimal factor) {}

  private Optional<Reading> reading(Sourced<StepEntry> stated) {
    var entry = stated.value();
    return switch (entry.measure()) {
      case Measure.Alias(var metric) ->
          switch (AlarmMetrics.find(metric, resource, entry.statistic())) {
            case MetricTable.Entry.Found(var spec, var factor) ->
                Optional.of(new Reading(spec, factor));
            case MetricTable.Entry.Unsupported(var why) -> {
              var working = MetricTable.workingOn(resource);
              problems.add(
                  Problems.about(
                      stated.origin(),
                      Code.METRIC_NOT_SUPPORTED,
                      "%s reads the metric %s, which %s does not have. %s Metrics that work: %s."
                          .formatted(
                              what(stated),
                              metric.wire(),
                              resource.id().wire(),
                              why,
                              String.join(", ", working)),
                      working));
              yield Optional.empty();
            }
          };
      case Measure.Custom(var spec) ->
          CustomMetrics.fill(spec, resource, what(stated), stated.origin(), problems::add)
              .map(filled -> new Reading(filled, BigDecimal.ONE));
    };
  }

  private static String what(Sourced<StepEntry> stated) {
    return "The step entry %s%s"
        .formatted(Quote.of(stated.value().name()), OriginSuffix.of(stated.origin()));
  }

  private static DesiredPolicy.Step step(Sourced<StepEntry> stated, Reading reading) {
    var entry = stated.value();
    var steps =
        entry.lowestFirst().stream()
            .map(step ->
                new CapacityStep(
                    step.from().map(end -> inCloudWatch(end, reading)),
                    step.to().map(end -> inCloudWatch(end, reading)),
                    step.by()))
            .toList();
    boolean scalesOut = !entry.scalesIn();
    return new DesiredPolicy.Step(
        entry.name(),
        stated.origin(),
        reading.metric(),
        (scalesOut ? steps.getFirst().from() : steps.getLast().to()).orElseThrow(),
        scalesOut,
        steps,
        entry);
  }

  private static BigDecimal inCloudWatch(BigDecimal value, Reading reading) {
    return Values.plain(value.multiply(reading.factor()));
  }
}
