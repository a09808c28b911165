package io.github.tagscaler.command.simulate.model;

import io.github.tagscaler.policy.setting.StepEntry.Missing;
import java.util.ArrayDeque;

/** The alarm of a step policy. */
final class StepAlarm {
  private final StepRule rule;
  private final Published published;
  private final Points points;
  private final ArrayDeque<Boolean> breaching = new ArrayDeque<>();
  private double latest = Double.NaN;

  StepAlarm(StepRule rule, int delayTicks) {
    this.rule = rule;
    this.published = new Published(delayTicks);
    this.points = new Points((int) rule.entry().period().toSeconds() / Workload.TICK, delayTicks);
  }

  StepRule rule() {
    return rule;
  }

  /** Takes what happens in a tick. */
  void pass(Workload workload, int running) {
    double visible = published.pass(reading(workload, running));
    if (!points.pass(visible)) {
      return;
    }
    latest =
        rule.signal() == Signal.INVOCATIONS && !counts()
            ? points.average()
            : points.statistic(rule.signal() == Signal.INVOCATIONS ? "Sum" : rule.statistic());
    boolean missing = Double.isNaN(latest);
    if (!missing || rule.entry().missing() != Missing.IGNORE) {
      breaching.addLast(
          missing ? rule.entry().missing() == Missing.BREACHING : rule.breaches(latest));
    }
    while (breaching.size() > rule.entry().of()) {
      breaching.removeFirst();
    }
  }

  private boolean counts() {
    return rule.statistic().equals("Sum") || rule.statistic().equals("SampleCount");
  }

  /** AWS publishes one value for each invocation: one, divided by the instances. */
  private double reading(Workload workload, int running) {
    if (rule.signal() != Signal.INVOCATIONS) {
      return workload.value(rule.signal(), running);
    }
    if (running == 0) {
      return Double.NaN;
    }
    return switch (rule.statistic()) {
      case "Sum" -> workload.rate() * Workload.TICK / running;
      case "SampleCount" -> workload.rate() * Workload.TICK;
      default -> workload.rate() > 0 ? 1.0 / running : Double.NaN;
    };
  }

  /** Whether it is in alarm. */
  boolean fires() {
    return !Double.isNaN(latest)
        && breaching.stream().filter(each -> each).count() >= rule.entry().breaching();
  }

  /** The latest point. */
  double latest() {
    return latest;
  }

  /** The capacity that the step of the latest point asks for. */
  int wanted(int capacity) {
    return rule.wanted(latest, capacity);
  }
}
