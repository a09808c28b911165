package io.github.tagscaler.scaling;

import static java.util.Comparator.comparing;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.MetricSpec.Query.Source;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy.Adjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepAdjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Compares what is desired with what AWS holds. AWS may answer what was written in another order,
 * with defaults filled in, or with numbers rounded to its own precision: none of that is a
 * difference. Everything has one canonical form for this, which is never written.
 */
public final class CanonicalForm {

  /** A unit that AWS may fill in where none was written. */
  private static final String NO_UNIT = "None";

  private CanonicalForm() {}

  /** Whether two policies do the same under the same name. */
  static boolean same(ScalingPolicy a, ScalingPolicy b) {
    return a.name().equals(b.name()) && same(a.definition(), b.definition());
  }

  /** Whether two alarms watch the same and trigger the same under the same name. */
  static boolean same(ScalingAlarm a, ScalingAlarm b) {
    return a.name().equals(b.name())
        && a.actsOn().equals(b.actsOn())
        && same(a.definition(), b.definition());
  }

  /** Whether two policies do the same, whatever their names. */
  public static boolean same(ScalingPolicy.Definition a, ScalingPolicy.Definition b) {
    return a.equals(b) || of(a).equals(of(b));
  }

  /** Whether two alarms watch the same, whatever their names and what they trigger. */
  public static boolean same(ScalingAlarm.Definition a, ScalingAlarm.Definition b) {
    return a.equals(b) || of(a).equals(of(b));
  }

  /** Whether two scheduled actions do the same at the same times under the same name. */
  static boolean same(ScheduledAction a, ScheduledAction b) {
    return sameZone(a.zone(), b.zone())
        && a.equals(
            new ScheduledAction(b.name(), b.schedule(), a.zone(), b.min(), b.max(), b.limited()));
  }

  /** Whether two metrics have the same values. */
  public static boolean same(MetricSpec a, MetricSpec b) {
    return of(a).equals(of(b));
  }

  /** Zones are renamed now and then, and both names stay in use, as Europe/Kiev and Europe/Kyiv. */
  private static boolean sameZone(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    try {
      return ZoneId.of(a).getRules().equals(ZoneId.of(b).getRules());
    } catch (DateTimeException unknown) {
      return false;
    }
  }

  private static ScalingPolicy.Definition of(ScalingPolicy.Definition definition) {
    return switch (definition) {
      case TargetTracking tracking ->
          new TargetTracking(
              of(tracking.metric()),
              of(tracking.targetValue()),
              tracking.scaleInCooldown(),
              tracking.scaleOutCooldown(),
              tracking.scaleIn());
      case StepScaling scaling ->
          new StepScaling(
              scaling.adjustment(),
              // Only a change in percent has one.
              scaling
                  .minMagnitude()
                  .filter(_ -> scaling.adjustment() == Adjustment.PERCENT_CHANGE_IN_CAPACITY),
              scaling.cooldown(),
              scaling.aggregation(),
              scaling.steps().stream()
                  .map(CanonicalForm::of)
                  .sorted(comparing(step -> step.lower().orElse(Double.NEGATIVE_INFINITY)))
                  .toList());
      case ScalingPolicy.Other other -> other;
    };
  }

  private static StepAdjustment of(StepAdjustment step) {
    return new StepAdjustment(of(step.lower()), of(step.upper()), step.by());
  }

  private static ScalingAlarm.Definition of(ScalingAlarm.Definition definition) {
    return switch (definition) {
      case Watching watching ->
          new Watching(
              of(watching.metric()),
              watching.period(),
              watching.breaching(),
              watching.of(),
              of(watching.threshold()),
              watching.comparison(),
              watching.missing());
      case ScalingAlarm.Other other -> other;
    };
  }

  private static MetricSpec of(MetricSpec metric) {
    return switch (metric) {
      case Predefined predefined -> predefined;
      case Customized customized -> of(customized);
      // Expressions name the other parts by their IDs, so that their order means nothing.
      case Calculated(var queries) ->
          new Calculated(
              queries.stream().map(CanonicalForm::of).sorted(comparing(Query::id)).toList());
    };
  }

  private static Customized of(Customized metric) {
    return new Customized(
        metric.namespace(),
        metric.name(),
        metric.dimensions(),
        metric.statistic(),
        metric.unit().filter(unit -> !unit.equals(NO_UNIT)));
  }

  private static Query of(Query query) {
    return new Query(
        query.id(),
        switch (query.source()) {
          case Source.Expression expression -> expression;
          case Source.Stat(var metric) -> new Source.Stat(of(metric));
        },
        // CloudWatch's default.
        query.label().filter(label -> !label.equals(query.id())),
        query.returned());
  }

  private static Optional<Double> of(Optional<Double> number) {
    return number.map(CanonicalForm::of);
  }

  /** As AWS may keep it: with the precision of a float, and without the sign of a zero. */
  private static double of(double number) {
    return (float) number + 0.0;
  }
}
