package io.github.tagscaler.standin.cloudwatch;

import io.github.tagscaler.standin.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Results of GetMetricData, cut so that no page has more datapoints than asked for. */
final class MetricPages {

  private final int datapoints;
  private final List<List<JsonObject>> pages = new ArrayList<>(List.of(new ArrayList<>()));
  private int free;

  MetricPages(int datapoints) {
    this.datapoints = datapoints;
    this.free = datapoints;
  }

  /** Add a result; what does not fit goes to the next pages. */
  void add(JsonObject result, List<Instant> times, List<BigDecimal> values) {
    int from = 0;
    do {
      if (free == 0) {
        pages.add(new ArrayList<>());
        free = datapoints;
      }
      int to = Math.min(times.size(), from + free);
      pages
          .getLast()
          .add(
              result
                  .with("Timestamps", times.subList(from, to))
                  .with("Values", values.subList(from, to))
                  .with("StatusCode", to < times.size() ? "PartialData" : "Complete"));
      free -= to - from;
      from = to;
    } while (from < times.size());
  }

  /** Each page with its results. */
  List<JsonObject> all() {
    return pages.stream().map(page -> JsonObject.of("MetricDataResults", page)).toList();
  }
}
