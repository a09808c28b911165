package io.github.tagscaler.scaling;

/** The names that mark what is ours on a scalable target. Nothing else is ever changed there. */
final class ManagedNames {
  private static final String PREFIX = "tagscaler-";

  private ManagedNames() {}

  /** The name of the policy that tracks a metric. */
  static String track(String metric) {
    return PREFIX + "track-" + metric;
  }

  /** Whether a scaling policy or scheduled action of that name is ours. */
  static boolean ours(String name) {
    return name.startsWith(PREFIX);
  }
}
