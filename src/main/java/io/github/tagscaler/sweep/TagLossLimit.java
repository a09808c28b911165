package io.github.tagscaler.sweep;

/**
 * How many targets one sweep may release because their tags are missing: the larger of five and a
 * percentage of those that the stack registered. More than that is more likely an accident.
 *
 * @param owned how many targets the stack has registered
 */
record TagLossLimit(long owned, int percent) {
  private static final int ALWAYS = 5;

  /** Whether so many are too many. */
  boolean isExceededBy(long lost) {
    return lost > ALWAYS && lost * 100 > owned * percent;
  }
}
