package io.github.tagscaler.command.simulate.model;

import java.time.Duration;

/** The capacity in service, what is being started, and the cooldowns that follow. */
final class Capacity {
  private static final int NEVER = Integer.MIN_VALUE / 2;

  private final int startTicks;
  private int running;
  private int launching;
  private int readyAt;
  private int beforeScaleOut;
  private int scaledOutAt = NEVER;
  private int scaledInAt = NEVER;

  Capacity(int running, Duration start) {
    this.running = running;
    this.startTicks = ticks(start);
  }

  static int ticks(Duration time) {
    return (int) ((time.toSeconds() + Workload.TICK - 1) / Workload.TICK);
  }

  int running() {
    return running;
  }

  int launching() {
    return launching;
  }

  /** Puts into service what has started by that tick. */
  void ready(int tick) {
    if (launching > 0 && tick >= readyAt) {
      running += launching;
      launching = 0;
      scaledOutAt = tick;
    }
  }

  /** Whether the endpoint is being updated, so that nothing can scale it. */
  boolean updating() {
    return launching > 0;
  }

  /** The capacity that a scale-out counts from: in its cooldown, what was added counts. */
  int baseForScaleOut(int tick, Duration cooldown) {
    return tick - scaledOutAt < ticks(cooldown) ? Math.min(beforeScaleOut, running) : running;
  }

  /** Whether the cooldown after the last scale-in is over. */
  boolean mayScaleIn(int tick, Duration cooldown) {
    return tick - scaledInAt >= ticks(cooldown);
  }

  /** Moves to another capacity: more has to start first, less is gone at once. */
  void moveTo(int wanted, int tick) {
    if (wanted > running) {
      beforeScaleOut = running;
      launching = wanted - running;
      readyAt = tick + startTicks;
      scaledInAt = NEVER;
    } else {
      running = wanted;
      scaledInAt = tick;
    }
    ready(tick);
  }
}
