package io.github.tagscaler.standin.service;

import io.github.tagscaler.standin.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What metric math must hold to, wherever it is used (CloudWatch API reference, MetricDataQuery).
 */
public final class MetricQueries {

  private MetricQueries() {}

  /** What is wrong with these queries, if something is. AWS does not publish these texts. */
  public static Optional<String> problem(List<JsonObject> queries) {
    Set<String> ids = new HashSet<>();
    for (JsonObject query : queries) {
      String id = query.text("Id");
      if (!id.matches("[a-z][a-zA-Z0-9_]*")) {
        return Optional.of(
            "Metric query Id must start with a lower-case letter and hold letters, digits and _, was '"
                + id
                + "'.");
      }
      if (!ids.add(id)) {
        return Optional.of("Metric query Id '" + id + "' is there twice.");
      }
      if (query.has("Expression") == query.has("MetricStat")) {
        return Optional.of(
            "Metric query '" + id + "' must have exactly one of Expression and MetricStat.");
      }
    }
    long returning =
        queries.stream()
            .filter(query -> !query.has("ReturnData") || query.flag("ReturnData"))
            .count();
    return returning == 1
        ? Optional.empty()
        : Optional.of("Exactly one metric query must return data, " + returning + " do.");
  }
}
