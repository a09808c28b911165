package io.github.tagscaler.command.simulate.model;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import java.util.Locale;
import java.util.Optional;

/** A metric that requests and capacity determine, in the unit in which owners write its target. */
public enum Signal {
  /** Requests in flight for each unit. */
  CONCURRENCY("concurrent requests"),
  /** Requests a minute for each unit. */
  INVOCATIONS("invocations a minute"),
  /** Percent of the provisioned concurrency. */
  UTILIZATION("% of provisioned concurrency"),
  /** Queued requests for each unit. */
  BACKLOG("queued requests"),
  /** Percent of what a unit sustains, for CPU and GPU. */
  PROCESSOR("% busy");

  private final String unit;

  Signal(String unit) {
    this.unit = unit;
  }

  /** Its unit. */
  public String unit() {
    return unit;
  }

  /** Whether target tracking reads it every ten seconds. */
  boolean highResolution(MetricSpec metric) {
    return metric instanceof Predefined(var type) && type.endsWith("HighResolution");
  }

  /** The signal of a metric; empty for one that requests do not determine. */
  static Optional<Signal> of(MetricSpec metric) {
    return switch (metric) {
      case Predefined(var type) -> named(type);
      case Customized customized ->
          customized.namespace().toLowerCase(Locale.ROOT).startsWith("aws/sagemaker")
                  || customized.namespace().startsWith("/aws/sagemaker/")
              ? named(customized.name())
              : Optional.empty();
      case MetricSpec.Calculated _ -> Optional.empty();
    };
  }

  private static Optional<Signal> named(String name) {
    if (name.contains("ConcurrentRequestsPer")) {
      return Optional.of(CONCURRENCY);
    }
    if (name.contains("InvocationsPerInstance") || name.contains("InvocationsPerCopy")) {
      return Optional.of(INVOCATIONS);
    }
    if (name.contains("ProvisionedConcurrencyUtilization")) {
      return Optional.of(UTILIZATION);
    }
    if (name.equals("ApproximateBacklogSizePerInstance")) {
      return Optional.of(BACKLOG);
    }
    return name.startsWith("CPUUtilization") || name.startsWith("GPUUtilization")
        ? Optional.of(PROCESSOR)
        : Optional.empty();
  }
}
