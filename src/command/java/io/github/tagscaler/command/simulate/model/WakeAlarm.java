package io.github.tagscaler.command.simulate.model;

/**
 * The alarm that brings capacity back from zero: one minute with a failed request for a component,
 * two minutes with waiting ones for an asynchronous endpoint.
 */
final class WakeAlarm {
  private final boolean queues;
  private final Published published;
  private final Points minutes;
  private int breaching;

  WakeAlarm(boolean queues, int delayTicks) {
    this.queues = queues;
    this.published = new Published(delayTicks);
    this.minutes = new Points(60 / Workload.TICK, delayTicks);
  }

  /** Takes what happens in a tick. */
  void pass(Workload workload, int running) {
    double failing =
        running > 0 ? Double.NaN : queues ? (workload.queue() > 0 ? 1 : 0) : workload.arrivals();
    if (minutes.pass(published.pass(failing))) {
      breaching = minutes.sum() >= 1 ? breaching + 1 : 0;
    }
  }

  boolean fires() {
    return breaching >= (queues ? 2 : 1);
  }

  String reason() {
    return queues
        ? "requests wait and nothing runs (2 points of 1 minute)"
        : "a request failed because nothing runs (1 point of 1 minute)";
  }
}
