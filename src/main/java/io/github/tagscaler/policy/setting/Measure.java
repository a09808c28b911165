package io.github.tagscaler.policy.setting;

/** What is measured: a metric by its alias, or any metric as AWS defines it. */
public sealed interface Measure {

  /** A metric of Tagscaler, which the kind of resource resolves. */
  record Alias(Metric metric) implements Measure {}

  /**
   * Any metric, with placeholders ({@code {endpoint}}, {@code {variant}}, {@code {component}},
   * {@code {region}}, {@code {account}}) that are filled later.
   */
  record Custom(MetricSpec spec) implements Measure {}
}
