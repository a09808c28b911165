package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** What identifies a CloudWatch metric: other dimensions make another metric. */
public record MetricKey(String namespace, String name, Map<String, String> dimensions) {

  public MetricKey {
    dimensions = Map.copyOf(dimensions);
  }

  /** The metric of this namespace that an alarm or a datum names. */
  public static MetricKey of(String namespace, JsonObject named) {
    Map<String, String> dimensions = new HashMap<>();
    named
        .objects("Dimensions")
        .forEach(dimension -> dimensions.put(dimension.text("Name"), dimension.text("Value")));
    return new MetricKey(namespace, named.text("MetricName"), dimensions);
  }
}
