package io.github.tagscaler.outcome;

/**
 * Why a target is released.
 *
 * @param clause what follows "because" in a message
 */
public record ReleaseReason(Why why, String clause) {

  /** The reasons that other code distinguishes. */
  public enum Why {
    /** The off switch {@code off}. */
    OFF,
    /** The tags that turned autoscaling on are gone. */
    UNTAGGED,
    /** The resource is gone. */
    GONE,
    /** Application Auto Scaling cannot scale the resource, or not in that dimension any more. */
    NOT_SCALABLE,
    /** The operator releases everything that the stack registered. */
    EVERYTHING
  }
}
