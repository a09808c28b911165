package io.github.tagscaler;

/**
 * How many rounds a test with random input plays: a few in {@code make test}, all of them in {@code
 * make test-long} ({@code -Dtagscaler.long=true}).
 */
public final class TestRounds {
  private static final boolean LONG = Boolean.getBoolean("tagscaler.long");

  private TestRounds() {}

  public static int of(int inShortRun, int inLongRun) {
    return LONG ? inLongRun : inShortRun;
  }
}
