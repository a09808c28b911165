package io.github.tagscaler.command.simulate.model;

/** The two alarms of target tracking. */
final class TrackAlarm {
  private static final int TICKS_PER_MINUTE = 60 / Workload.TICK;

  private final TrackRule rule;
  private final Published published;
  private final Published publishedTotal;
  private final Points minutes;
  private final Points totals;
  private int above;
  private int below;
  private double latest = Double.NaN;
  private double total;

  TrackAlarm(TrackRule rule, int delayTicks) {
    this.rule = rule;
    this.published = new Published(delayTicks);
    this.publishedTotal = new Published(delayTicks);
    this.minutes = new Points(TICKS_PER_MINUTE, delayTicks);
    this.totals = new Points(TICKS_PER_MINUTE, delayTicks);
  }

  TrackRule rule() {
    return rule;
  }

  /** Takes the metric's value of a tick, and the capacity that it was measured on. */
  void pass(double value, int running) {
    totals.pass(publishedTotal.pass(value * running));
    double visible = published.pass(value);
    if (rule.highResolution()) {
      below = visible < rule.low() ? below + 1 : 0;
    }
    if (minutes.pass(visible)) {
      latest = minutes.average();
      total = totals.average();
      above = latest > rule.target() + 1e-9 ? above + 1 : 0;
      if (!rule.highResolution()) {
        below = latest < rule.low() ? below + 1 : 0;
      }
    }
  }

  /** Whether capacity has to be added. */
  boolean high() {
    return above >= rule.pointsAbove();
  }

  /** Whether capacity may be removed. */
  boolean low() {
    return below >= rule.pointsBelow() && !Double.isNaN(latest);
  }

  /** The latest point of a minute; not a number if there is none. */
  double latest() {
    return latest;
  }

  /** The capacity that the latest point was measured on; a fraction if it changed meanwhile. */
  double measuredOn() {
    return total / latest;
  }

  /**
   * The capacity that brings the metric to its target. A point counts with the capacity that it was
   * measured on, so that a late one does not ask twice for what was added meanwhile.
   */
  int wanted() {
    return (int) Math.ceil(total / rule.target() - 1e-9);
  }

  /** Whether that capacity would not be above the target again. */
  boolean holds(int capacity) {
    return wanted() <= capacity;
  }
}
