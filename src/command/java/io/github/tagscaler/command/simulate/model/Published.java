package io.github.tagscaler.command.simulate.model;

import java.util.Arrays;

/** Hands on each value some ticks later; not a number until then. */
final class Published {
  private final double[] pending;
  private int next;

  Published(int delayTicks) {
    this.pending = new double[delayTicks + 1];
    Arrays.fill(pending, Double.NaN);
  }

  /** Takes the value of a tick, and returns the one that is published in it. */
  double pass(double value) {
    pending[next] = value;
    next = (next + 1) % pending.length;
    return pending[next];
  }
}
