package io.github.tagscaler.standin.state;

/** What CloudWatch keeps of the values of a metric in some time. */
public record StatisticSet(double sampleCount, double sum, double minimum, double maximum) {

  /** So many times the same value. */
  public static StatisticSet of(double value, double times) {
    return new StatisticSet(times, value * times, value, value);
  }

  public StatisticSet plus(StatisticSet other) {
    return new StatisticSet(
        sampleCount + other.sampleCount,
        sum + other.sum,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum));
  }

  /** The value of a statistic, by the name that CloudWatch has for it. */
  public double value(String statistic) {
    return switch (statistic) {
      case "SampleCount" -> sampleCount;
      case "Sum" -> sum;
      case "Minimum" -> minimum;
      case "Maximum" -> maximum;
      case "Average" -> sum / sampleCount;
      default -> throw new IllegalArgumentException("no statistic " + statistic);
    };
  }
}
