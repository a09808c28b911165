package io.github.tagscaler.command.simulate.model;

import io.github.tagscaler.command.simulate.trace.Trace;

/** The requests of a trace, at ticks of ten seconds, and the queue of an asynchronous endpoint. */
final class Workload {
  static final int TICK = (int) Trace.FINEST.toSeconds();

  private final Trace trace;
  private final Assumptions assumed;
  private final boolean queues;
  private final int ticksPerStep;
  private double arrivedInAll;
  private double queue;
  private double rate;
  private long arrivals;

  Workload(Trace trace, Assumptions assumed, boolean queues) {
    this.trace = trace;
    this.assumed = assumed;
    this.queues = queues;
    this.ticksPerStep = (int) (trace.step().toSeconds() / TICK);
  }

  int ticks() {
    return trace.requests().size() * ticksPerStep;
  }

  /** Lets a tick pass with that much capacity in service. */
  void pass(int tick, int running) {
    rate = trace.requests().get(tick / ticksPerStep) / trace.step().toSeconds();
    double before = arrivedInAll;
    arrivedInAll += rate * TICK;
    // A small surplus, so that ten tenths are one request.
    arrivals = (long) Math.floor(arrivedInAll + 1e-9) - (long) Math.floor(before + 1e-9);
    if (queues) {
      queue = Math.max(0, queue + rate * TICK - running * assumed.unitRps() * TICK);
      queue = queue < 1e-9 ? 0 : queue;
    }
  }

  /** Requests a second. */
  double rate() {
    return rate;
  }

  /** Whole requests in this tick. */
  long arrivals() {
    return arrivals;
  }

  /** Requests that wait. */
  double queue() {
    return queue;
  }

  /** What a metric shows now; not a number where nothing runs, as AWS publishes nothing then. */
  double value(Signal signal, int running) {
    if (running == 0) {
      return Double.NaN;
    }
    return switch (signal) {
      case UTILIZATION, PROCESSOR -> Math.min(100, whole(signal) / running);
      default -> whole(signal) / running;
    };
  }

  /** The capacity that keeps a metric at its target. */
  double units(Signal signal, double target) {
    return queues ? rate / assumed.unitRps() : whole(signal) / target;
  }

  /** The metric that one unit alone would show, if it could take all requests. */
  private double whole(Signal signal) {
    double served = rate + queue / TICK;
    return switch (signal) {
      case CONCURRENCY -> rate * assumed.serviceSeconds();
      case INVOCATIONS -> rate * 60;
      case UTILIZATION -> rate * assumed.serviceSeconds() * 100;
      case BACKLOG -> queue;
      case PROCESSOR -> served / assumed.unitRps() * 100;
    };
  }
}
