package io.github.tagscaler.policy.setting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What CloudWatch allows in the alarm of a step policy, checked before AWS refuses. */
final class AlarmRules {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Set<Duration> HIGH_RESOLUTION =
      Set.of(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));
  private static final List<Statistic> OF_CONCURRENCY =
      List.of(Statistic.MINIMUM, Statistic.MAXIMUM);

  private AlarmRules() {}

  /** Reports a period, or a number of periods, that no alarm can have. */
  static void checkPeriods(
      Measure measure, Duration period, int breaching, int of, Problems problems) {
    if (!isPeriod(period)) {
      problems.badValue("period", "Use 10s, 20s, 30s or whole minutes (1m), at most 24h.");
    } else if (HIGH_RESOLUTION.contains(period)
        && measure instanceof Measure.Alias(var metric)
        && metric != Metric.CONCURRENCY) {
      problems.badValue(
          "period",
          "AWS reports %s once a minute. Use whole minutes (1m).".formatted(metric.wire()));
    }
    if (breaching < 1) {
      problems.badValue("periods", "periods must be at least 1.");
    } else if (of < breaching) {
      problems.badValue("of", "of must be at least periods, which is %d.".formatted(breaching));
    } else if (isPeriod(period) && period.multipliedBy(of).compareTo(longest(period)) > 0) {
      problems.badValue(
          of == breaching ? "periods" : "of",
          "%d periods of %ds are longer than %s, which is as far as an alarm with this period looks back."
              .formatted(of, period.toSeconds(), longest(period).equals(DAY) ? "a day" : "a week"));
    }
  }

  private static boolean isPeriod(Duration period) {
    return HIGH_RESOLUTION.contains(period)
        || (period.isPositive()
            && period.toSeconds() % MINUTE.toSeconds() == 0
            && period.compareTo(DAY) <= 0);
  }

  private static Duration longest(Duration period) {
    return period.compareTo(HOUR) < 0 ? DAY : WEEK;
  }

  /** Reports a statistic that the metric does not have, or has already. */
  static void checkStatistic(Measure measure, Optional<Statistic> statistic, Problems problems) {
    if (statistic.isEmpty()) {
      return;
    }
    switch (measure) {
      case Measure.Alias(var metric) -> {
        if (metric == Metric.CONCURRENCY && !OF_CONCURRENCY.contains(statistic.get())) {
          problems.badValue(
              "statistic",
              "For concurrency, AWS supports Minimum and Maximum only.",
              OF_CONCURRENCY.stream().map(Statistic::wire).toList());
        }
      }
      case Measure.Custom(var spec) -> {
        boolean same =
            spec instanceof MetricSpec.Customized single
                && single.statistic().equals(statistic.get().wire());
        if (!same) {
          problems.badValue("statistic", "custom has its own statistic. Remove this one.");
        }
      }
    }
  }
}
