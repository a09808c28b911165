package io.github.tagscaler.soak;

import java.time.Duration;

/**
 * Prints what one sweep with nothing to do costs. The heap is that of the whole process, including
 * the stand-in and its data.
 */
final class IdleSweepBench {
  private IdleSweepBench() {}

  /** Measures fleets of the given sizes; by default 1000 and 10000 endpoints. */
  public static void main(String... args) {
    for (var size : args.length == 0 ? new String[] {"1000", "10000"} : args) {
      measure(Integer.parseInt(size));
    }
  }

  private static void measure(int endpoints) {
    try (var idle = new IdleSweep(endpoints)) {
      // Once more, so that the measured run is warm.
      idle.sweep();
      System.gc();
      IdleSweep.peak();
      var before = idle.calls();
      long start = System.nanoTime();
      idle.sweep();
      var took = Duration.ofNanos(System.nanoTime() - start);
      var calls = idle.callsSince(before);
      int all = calls.values().stream().mapToInt(Integer::intValue).sum();
      System.out.printf(
          "%d endpoints, %d targets: %d calls, %.3f an endpoint, %d ms, peak heap %d MB%n",
          endpoints,
          idle.targets(),
          all,
          (double) all / endpoints,
          took.toMillis(),
          IdleSweep.peak());
      calls.forEach((call, times) ->
          System.out.printf("  %-55s %6d  %.4f%n", call, times, (double) times / endpoints));
    }
  }
}
