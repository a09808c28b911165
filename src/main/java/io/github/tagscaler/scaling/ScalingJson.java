package io.github.tagscaler.scaling;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.ScalingPolicy.Definition;
import io.github.tagscaler.scaling.ScalingPolicy.Other;
import io.github.tagscaler.scaling.ScalingPolicy.StepAdjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.math.BigDecimal;

/**
 * Shows what Application Auto Scaling holds as JSON, for outcomes and for the hash of the
 * configuration.
 */
final class ScalingJson {
  private ScalingJson() {}

  static Json bounds(Bounds bounds) {
    return Json.object().put("min", bounds.min()).put("max", bounds.max()).build();
  }

  /** Bounds, and what is suspended where anything is. */
  static Json registered(Change.Registered registered) {
    var bounds = registered.bounds();
    var shown = Json.object().put("min", bounds.min()).put("max", bounds.max());
    var suspended = registered.suspended();
    return suspended.any()
        ? shown
            .put(
                "suspended",
                Json.object()
                    .put("scaleIn", suspended.scaleIn())
                    .put("scaleOut", suspended.scaleOut())
                    .put("scheduled", suspended.scheduled())
                    .build())
            .build()
        : shown.build();
  }

  static Json action(ScheduledAction action) {
    return Json.object()
        .put("schedule", action.schedule())
        .put("timezone", action.zone())
        .put("min", action.min().<Json>map(Json::of).orElse(Json.Null.NULL))
        .put("max", action.max().<Json>map(Json::of).orElse(Json.Null.NULL))
        .build();
  }

  static Json alarm(ScalingAlarm alarm) {
    return switch (alarm.definition()) {
      case ScalingAlarm.Other() -> Json.object().put("type", "other").build();
      case ScalingAlarm.Watching watching ->
          Json.object()
              .put("metric", metric(watching.metric()))
              .put("period", watching.period().toSeconds())
              .put("breaching", watching.breaching())
              .put("of", watching.of())
              .put("comparison", watching.comparison().wire())
              .put("threshold", Json.of(BigDecimal.valueOf(watching.threshold())))
              .put("missing", watching.missing().wire())
              .put("actsOn", Json.of(alarm.actsOn().orElse(null)))
              .build();
    };
  }

  static Json definition(Definition definition) {
    return switch (definition) {
      case Other(var type) -> Json.object().put("type", type).build();
      case TargetTracking tracking ->
          Json.object()
              .put("metric", metric(tracking.metric()))
              .put("targetValue", Json.of(BigDecimal.valueOf(tracking.targetValue())))
              .put("scaleInCooldown", tracking.scaleInCooldown().toSeconds())
              .put("scaleOutCooldown", tracking.scaleOutCooldown().toSeconds())
              .put("scaleIn", tracking.scaleIn())
              .build();
      case StepScaling scaling ->
          Json.object()
              .put("adjustment", scaling.adjustment().wire())
              .put(
                  "minMagnitude", scaling.minMagnitude().<Json>map(Json::of).orElse(Json.Null.NULL))
              .put("cooldown", scaling.cooldown().toSeconds())
              .put("aggregation", scaling.aggregation())
              .put("steps", new Json.Arr(scaling.steps().stream().map(ScalingJson::step).toList()))
              .build();
    };
  }

  private static Json step(StepAdjustment step) {
    return Json.object()
        .put("lower", step.lower().map(ScalingJson::number).orElse(Json.Null.NULL))
        .put("upper", step.upper().map(ScalingJson::number).orElse(Json.Null.NULL))
        .put("by", step.by())
        .build();
  }

  private static Json number(double value) {
    return Json.of(BigDecimal.valueOf(value));
  }

  private static Json metric(MetricSpec metric) {
    return switch (metric) {
      case MetricSpec.Predefined(var type) -> Json.of(type);
      case MetricSpec.Customized custom -> customized(custom).build();
      case MetricSpec.Calculated(var queries) ->
          Json.object()
              .put("queries", new Json.Arr(queries.stream().map(ScalingJson::query).toList()))
              .build();
    };
  }

  private static Json query(MetricSpec.Query query) {
    var shown = Json.object().put("id", query.id());
    switch (query.source()) {
      case MetricSpec.Query.Source.Expression(var text) -> shown.put("expression", text);
      case MetricSpec.Query.Source.Stat(var metric) ->
          shown.put("metric", customized(metric).build());
    }
    query.label().ifPresent(label -> shown.put("label", label));
    return shown.put("returned", query.returned()).build();
  }

  private static Json.ObjectBuilder customized(MetricSpec.Customized custom) {
    var shown =
        Json.object()
            .put("namespace", custom.namespace())
            .put("name", custom.name())
            .put("dimensions", Json.ofStrings(custom.dimensions()))
            .put("statistic", custom.statistic());
    custom.unit().ifPresent(unit -> shown.put("unit", unit));
    return shown;
  }
}
