package io.github.tagscaler.report;

import io.github.tagscaler.json.Json;
import java.time.InstantSource;
import java.util.List;

/**
 * CloudWatch's embedded metric format: CloudWatch takes the metrics from a log line, so that they
 * cost no call. The line holds their values, and those of their dimensions, as members.
 */
final class EmbeddedMetrics {
  private EmbeddedMetrics() {}

  /** What an entry of the line's member {@code CloudWatchMetrics} has to say of those metrics. */
  static Json of(List<String> dimensions, Json... metrics) {
    return Json.object()
        .put("Namespace", "Tagscaler")
        .put("Dimensions", new Json.Arr(List.of(Json.ofStrings(dimensions))))
        .put("Metrics", new Json.Arr(List.of(metrics)))
        .build();
  }

  /** The line's member {@code _aws}, with one or more entries of {@link #of}. */
  static Json directive(InstantSource clock, Json... entries) {
    return Json.object()
        .put("Timestamp", clock.millis())
        .put("CloudWatchMetrics", new Json.Arr(List.of(entries)))
        .build();
  }

  /** One metric, in a unit of CloudWatch's. */
  static Json metric(String name, String unit) {
    return Json.object().put("Name", name).put("Unit", unit).build();
  }
}
