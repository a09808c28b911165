package io.github.tagscaler.command.simulate.model;

import io.github.tagscaler.resource.Bounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down what happens, minute by minute. */
final class Recorder {
  private static final int TICKS_PER_MINUTE = 60 / Workload.TICK;

  private final SimulatedPolicy policy;
  private final Assumptions assumed;
  private final List<Minute> minutes = new ArrayList<>();
  private final double[] metrics;
  private int ticks;
  private double rate;
  private double needed;
  private int launching;
  private int overTarget;
  private int overloaded;
  private long unitTicks;
  private long overTargetTicks;
  private long overloadedTicks;
  private long atMaxTicks;

  Recorder(SimulatedPolicy policy, Assumptions assumed) {
    this.policy = policy;
    this.assumed = assumed;
    this.metrics = new double[policy.tracks().size()];
    clear();
  }

  private void clear() {
    ticks = 0;
    rate = 0;
    needed = 0;
    launching = 0;
    overTarget = 0;
    overloaded = 0;
    Arrays.fill(metrics, Double.NaN);
  }

  /** Writes down a tick. */
  void pass(Workload workload, Capacity capacity, Bounds bounds) {
    int running = capacity.running();
    boolean above = false;
    for (int i = 0; i < metrics.length; i++) {
      var track = policy.tracks().get(i);
      double value = workload.value(track.signal(), running);
      metrics[i] =
          Double.isNaN(metrics[i]) ? value : Math.max(metrics[i], Double.isNaN(value) ? 0 : value);
      above |= value > track.target() + 1e-9 || (running == 0 && asks(workload));
      needed = Math.max(needed, workload.units(track.signal(), track.target()));
    }
    double sustaining = workload.rate() / assumed.unitRps();
    needed = Math.max(needed, metrics.length == 0 ? sustaining : 0);
    boolean tooMuch = !policy.queues() && sustaining > running + 1e-9;
    rate = Math.max(rate, workload.rate());
    launching = capacity.launching();
    overTarget += above ? Workload.TICK : 0;
    overloaded += tooMuch ? Workload.TICK : 0;
    unitTicks += running + capacity.launching();
    overTargetTicks += above ? 1 : 0;
    overloadedTicks += tooMuch ? 1 : 0;
    atMaxTicks +=
        bounds.max() > bounds.min() && running + capacity.launching() >= bounds.max() ? 1 : 0;
    if (++ticks == TICKS_PER_MINUTE) {
      minutes.add(
          new Minute(
              rate,
              needed,
              rate / assumed.unitRps(),
              running,
              launching,
              bounds.min(),
              bounds.max(),
              overTarget,
              overloaded,
              workload.queue(),
              Arrays.stream(metrics).boxed().toList()));
      clear();
    }
  }

  private static boolean asks(Workload workload) {
    return workload.rate() > 0 || workload.queue() > 0;
  }

  /** All minutes. */
  List<Minute> minutes() {
    return minutes;
  }

  /** What it adds up to. */
  RunTotals totals(int scalings) {
    return new RunTotals(
        unitTicks * Workload.TICK / 3600.0,
        overTargetTicks * Workload.TICK / 60.0,
        overloadedTicks * Workload.TICK / 60.0,
        atMaxTicks * Workload.TICK / 60.0,
        scalings);
  }
}
