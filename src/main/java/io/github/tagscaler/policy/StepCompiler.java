package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.setting.StepEntry.Rung;
import io.github.tagscaler.policy.setting.StepRules;
import io.github.tagscaler.policy.setting.Values;
import io.github.tagscaler.resource.ScalableResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns steps as a policy states them into what an alarm and a step policy can do. */
final class StepCompiler {
  private final ScalableResource resource;
  private final List<Problem> problems = new ArrayList<>();

  StepCompiler(ScalableResource resource) {
    this.resource = resource;
  }

  /** What was wrong with the steps so far. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The steps; empty if something is wrong with them. */
  Optional<DesiredPolicy.Step> compile(Sourced<StepEntry> stated) {
    var entry = stated.value();
    var flaws = StepRules.flaws(entry);
    flaws.forEach(flaw ->
        problems.add(
            Problems.about(
                stated.origin(), flaw.code(), flaw.message() + said(stated), flaw.allowed())));
    return flaws.isEmpty()
        ? reading(stated).map(reading -> step(stated, reading))
        : Optional.empty();
  }

  private static String said(Sourced<StepEntry> stated) {
    var where = OriginSuffix.of(stated.origin());
    return where.isEmpty() ? "" : " It comes from " + stated.origin().describe() + ".";
  }

  /** A metric as CloudWatch knows it, and what the owner's values are multiplied with for it. */
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
                      "%s reads %s, which %s does not have. %s Metrics that work: %s."
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
              .map(filled -> new Reading(withStatistic(filled, entry), BigDecimal.ONE));
    };
  }

  private static String what(Sourced<StepEntry> stated) {
    return "The step entry %s%s"
        .formatted(Quote.of(stated.value().name()), OriginSuffix.of(stated.origin()));
  }

  private static MetricSpec withStatistic(MetricSpec spec, StepEntry entry) {
    return spec instanceof Customized(var namespace, var name, var dimensions, var own, var unit)
        ? new Customized(
            namespace,
            name,
            dimensions,
            entry.statistic().map(StepEntry.Statistic::wire).orElse(own),
            unit)
        : spec;
  }

  private static DesiredPolicy.Step step(Sourced<StepEntry> stated, Reading reading) {
    var entry = stated.value();
    var rungs =
        StepRules.lowestFirst(entry).stream()
            .map(step ->
                new Rung(
                    step.from().map(end -> sent(end, reading)),
                    step.to().map(end -> sent(end, reading)),
                    step.by()))
            .toList();
    boolean rising = !StepRules.falling(entry);
    return new DesiredPolicy.Step(
        entry.name(),
        stated.origin(),
        reading.metric(),
        (rising ? rungs.getFirst().from() : rungs.getLast().to()).orElseThrow(),
        rising,
        rungs,
        entry);
  }

  private static BigDecimal sent(BigDecimal value, Reading reading) {
    return Values.plain(value.multiply(reading.factor()));
  }
}
