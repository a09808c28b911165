package io.github.tagscaler.command.simulate.result;

/** What savings are measured against. */
public sealed interface Baseline {
  /**
   * The same capacity all the time.
   *
   * @param chosen whether the user named it; else it is what the busiest minute needs
   */
  record Fixed(int capacity, boolean chosen) implements Baseline {}

  /** The first policy. */
  record FirstPolicy() implements Baseline {}
}
