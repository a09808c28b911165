package io.github.tagscaler.standin.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The datapoints of all metrics, as fine as they were stored. */
public final class Metrics {

  /** The longest that an alarm looks back is a week and some periods. */
  private static final Duration KEPT = Duration.ofDays(15);

  /** By metric, time and unit. */
  private final Map<MetricKey, NavigableMap<Instant, Map<String, StatisticSet>>> samples =
      new HashMap<>();

  private final Map<MetricKey, Instant> lastPut = new HashMap<>();
  private final InstantSource clock;

  Metrics(InstantSource clock) {
    this.clock = clock;
  }

  /** Add to what is there at this time. */
  public void put(MetricKey metric, Instant at, String unit, StatisticSet values) {
    lastPut.put(metric, clock.instant());
    var ofMetric = samples.computeIfAbsent(metric, _ -> new TreeMap<>());
    ofMetric.computeIfAbsent(at, _ -> new HashMap<>()).merge(unit, values, StatisticSet::plus);
    ofMetric.headMap(ofMetric.lastKey().minus(KEPT)).clear();
  }

  /** When data came last, for whichever time. */
  public Instant lastPut(MetricKey metric) {
    return lastPut.getOrDefault(metric, Instant.EPOCH);
  }

  /** Whether there is anything for this time or later. */
  public boolean hasSince(MetricKey metric, Instant from) {
    NavigableMap<Instant, Map<String, StatisticSet>> ofMetric = samples.get(metric);
    return ofMetric != null && !ofMetric.tailMap(from).isEmpty();
  }

  /**
   * The same by periods of so many seconds, aligned to the clock; those with nothing are left out.
   */
  public NavigableMap<Instant, StatisticSet> periods(
      MetricKey metric, Instant from, Instant to, int seconds, Optional<String> unit) {
    var periods = new TreeMap<Instant, StatisticSet>();
    var ofMetric = samples.get(metric);
    if (ofMetric == null) {
      return periods;
    }
    Instant first = Instant.ofEpochSecond(Math.floorDiv(from.getEpochSecond(), seconds) * seconds);
    ofMetric
        .subMap(first, true, to, false)
        .forEach((at, units) -> {
          Instant period =
              Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
          units.forEach((unitOfData, set) -> {
            if (unit.isEmpty() || unit.get().equals(unitOfData)) {
              periods.merge(period, set, StatisticSet::plus);
            }
          });
        });
    return periods;
  }

  /** All from a time until before another, in this unit if one is asked for. */
  public Optional<StatisticSet> between(
      MetricKey metric, Instant from, Instant to, Optional<String> unit) {
    NavigableMap<Instant, Map<String, StatisticSet>> ofMetric = samples.get(metric);
    if (ofMetric == null) {
      return Optional.empty();
    }
    return ofMetric.subMap(from, true, to, false).values().stream()
        .flatMap(units -> units.entrySet().stream())
        .filter(entry -> unit.isEmpty() || unit.get().equals(entry.getKey()))
        .map(Map.Entry::getValue)
        .reduce(StatisticSet::plus);
  }
}
