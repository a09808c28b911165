package io.github.tagscaler.command.history;

import io.github.tagscaler.command.access.Attempt;
import java.util.Collection;
import java.util.Map;

/** Reads what metrics were. */
public interface MetricHistory {

  /**
   * The values of metrics. A metric without data has an empty series. A sum is that of its whole
   * period ({@link MetricSeries#perMinute}).
   */
  Attempt<Map<MetricQuery, MetricSeries>> read(Collection<MetricQuery> queries, Span span);
}
