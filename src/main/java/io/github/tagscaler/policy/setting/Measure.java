package io.github.tagscaler.policy.setting;

/** What is measured: a metric by our own word for it, or any metric as AWS defines it. */
public sealed interface Measure {

  /** One of our words, resolved by the kind of resource. */
  record Alias(Metric metric) implements Measure {}

  /**
   * Any metric; names in braces ({@code {endpoint}}, {@code {variant}}, {@code {component}}, {@code
   * {region}}, {@code {account}}) are still to be filled in.
   */
  record Custom(MetricSpec spec) implements Measure {}
}
