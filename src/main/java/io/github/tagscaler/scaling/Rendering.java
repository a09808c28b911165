package io.github.tagscaler.scaling;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.policy.MetricSpec;
import io.github.tagscaler.scaling.ScalingPolicy.Definition;
import io.github.tagscaler.scaling.ScalingPolicy.Other;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.math.BigDecimal;

/**
 * Shows what Application Auto Scaling holds as JSON, for outcomes and for the configuration's hash.
 */
final class Rendering {
  private Rendering() {}

  static Json bounds(Bounds bounds) {
    return Json.object().put("min", bounds.min()).put("max", bounds.max()).build();
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
    };
  }

  private static Json metric(MetricSpec metric) {
    return switch (metric) {
      case MetricSpec.Predefined(var type) -> Json.of(type);
      case MetricSpec.Customized custom ->
          Json.object()
              .put("namespace", custom.namespace())
              .put("name", custom.name())
              .put("dimensions", Json.ofStrings(custom.dimensions()))
              .put("statistic", custom.statistic())
              .build();
    };
  }
}
