package io.github.tagscaler.policy.setting;

/** CloudWatch's statistics. */
public enum Statistic {
  AVERAGE("Average"),
  MINIMUM("Minimum"),
  MAXIMUM("Maximum"),
  SUM("Sum"),
  SAMPLE_COUNT("SampleCount");

  private final String wire;

  Statistic(String wire) {
    this.wire = wire;
  }

  /** CloudWatch's spelling. */
  public String wire() {
    return wire;
  }
}
