package io.github.tagscaler.event;

import org.jspecify.annotations.Nullable;

/** What an event comes to: a resource to look at, or a reason not to. */
public sealed interface Notice {

  /**
   * Look at a resource and bring its scaling into line with its tags.
   *
   * @param hint what the event already tells and saves a call if it is right; never relied on
   * @param dryRun whether the sender asked for a plan only
   */
  record Look(Subject subject, Cause cause, Trigger trigger, Hint hint, boolean dryRun)
      implements Notice {}

  /** Not ours to act on; {@code reason} is one sentence for the log. */
  record Ignored(String reason) implements Notice {}

  /**
   * A request to Tagscaler itself that cannot be taken; {@code reason} says what is wrong with it.
   */
  record Refused(String reason) implements Notice {}

  /** Why to look. */
  enum Cause {
    /**
     * An endpoint is in service: made, updated, or scaled (every scaling activity says so again).
     */
    IN_SERVICE,
    /** An endpoint is being deleted, or is. */
    DELETED,
    /** An inference component was created, updated or deleted. */
    COMPONENT_CHANGED,
    /** Tags were added or removed. */
    TAGS_CHANGED,
    /** Somebody asked. */
    REQUESTED
  }

  /**
   * What the event says of an endpoint, as a saving of round trips only.
   *
   * @param arn the ARN that the event carries
   * @param endpointConfigName the endpoint config that the event carries
   */
  record Hint(@Nullable String arn, @Nullable String endpointConfigName) {
    /** Nothing is known beforehand. */
    public static final Hint NONE = new Hint(null, null);
  }
}
