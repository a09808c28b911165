package io.github.tagscaler.policy.setting;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The metrics that can be tracked by alias. */
public enum Metric {
  /** Requests a minute for each instance or copy. */
  INVOCATIONS(false, null, "invocations a minute for each instance or copy"),
  /** Requests in flight for each instance or copy. */
  CONCURRENCY(false, "5", "requests in flight for each instance or copy"),
  /** Use of provisioned concurrency. */
  UTILIZATION(true, "70", "percent of the provisioned concurrency"),
  /** Queued requests for each instance of an asynchronous endpoint. */
  BACKLOG(false, "5", "queued requests for each instance"),
  /** Use of the CPUs. */
  CPU(true, "50", "percent of all CPUs"),
  /** Use of the GPUs. */
  GPU(true, null, "percent of all GPUs");

  private final String wire = name().toLowerCase(Locale.ROOT);
  private final boolean percent;
  private final Optional<BigDecimal> ownTarget;
  private final String unit;

  @SuppressWarnings("NullAway") // Optional.map never hands a null on.
  Metric(boolean percent, @org.jspecify.annotations.Nullable String ownTarget, String unit) {
    this.percent = percent;
    this.ownTarget = Optional.ofNullable(ownTarget).map(BigDecimal::new);
    this.unit = unit;
  }

  /** As owners spell it. */
  public String wire() {
    return wire;
  }

  /** Whether its target is a percentage. */
  public boolean percent() {
    return percent;
  }

  /** The default target; empty for a metric that has none. */
  public Optional<BigDecimal> ownTarget() {
    return ownTarget;
  }

  /**
   * The cooldown after scaling out where nothing states another. A queue drains slowly after
   * capacity has come: a minute would scale out again too soon.
   */
  public Optional<Duration> ownScaleOutCooldown() {
    return this == BACKLOG ? Optional.of(Duration.ofMinutes(5)) : Optional.empty();
  }

  /** The unit of its target. */
  public String unit() {
    return unit;
  }

  /** The metric of that name, in any case. */
  public static Optional<Metric> of(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(each -> each.wire().equals(lower)).findFirst();
  }

  /** All names, for messages. */
  public static List<String> names() {
    return Stream.of(values()).map(Metric::wire).toList();
  }
}
