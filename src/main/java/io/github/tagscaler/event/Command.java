package io.github.tagscaler.event;

import io.github.tagscaler.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an event comes to: a resource to look at, or a reason not to. */
public sealed interface Command {

  /**
   * Look at a resource and bring its scaling into line with its tags.
   *
   * @param hint what the event already tells and saves a call if it is right; never relied on
   * @param dryRun whether the sender asked for a plan only
   */
  record ReconcileResource(Subject subject, Cause cause, Trigger trigger, Hint hint, boolean dryRun)
      implements Command {}

  /**
   * Look at everything: what needs a closer look becomes a {@link SweepItem} each.
   *
   * @param trigger its type tells a change of the catalog from the schedule and from a request
   * @param dryRun whether the sender asked for a plan only
   * @param confirmed whether somebody who may invoke the function wants it to release however many
   *     have lost their tags
   * @param parameter the parameter of the catalog whose change started it; empty otherwise
   */
  record Sweep(Trigger trigger, boolean dryRun, boolean confirmed, Optional<String> parameter)
      implements Command {}

  /** Release all that is ours, whatever the tags say: the first step of uninstalling. */
  record ReleaseAll(Trigger trigger, boolean dryRun) implements Command {}

  /**
   * A part of a sweep: look at one resource, at an endpoint without its components.
   *
   * @param command what to reconcile, and why the sweep began
   * @param began when the sweep began; what is remembered from before is too old for it
   * @param release whether a target may be released for want of tags
   * @param foundAgain whether later sweeps find by themselves what is to be done, should it fail
   * @param known the resource IDs that something of ours stands for, so that what is gone is found
   */
  record SweepItem(
      ReconcileResource command,
      Instant began,
      Release release,
      boolean foundAgain,
      List<ResourceId> known)
      implements Command {
    public SweepItem {
      known = List.copyOf(known);
    }

    /**
     * Whether later sweeps find by themselves what it is about. What somebody requested is done as
     * requested; a changed catalog may cause outcomes that a scheduled sweep would not report.
     */
    public boolean repeatsItself() {
      return foundAgain && command.trigger().type() == Trigger.Type.SCHEDULE;
    }

    /** Whether one has by now, so that it need not be tried again if it failed. */
    public boolean superseded(Instant now) {
      return repeatsItself() && began.isBefore(now.minus(LONGEST_INTERVAL));
    }

    /** The longest interval of sweeps. */
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
  }

  /** Whether what nobody asks scaling for any more may be released. */
  enum Release {
    /** It may. */
    ALLOWED,
    /** It would be one of too many. */
    TOO_MANY,
    /** The sweep has not counted it among those: its lists told of tags. */
    UNCOUNTED
  }

  /**
   * Somebody's deploy or delete of an endpoint was refused because a scalable target is registered.
   *
   * @param endpoint the endpoint's name; empty where the record does not tell
   * @param call the API's operation, such as {@code UpdateEndpoint}
   * @param errorCode CloudTrail's {@code errorCode}
   * @param errorMessage what AWS said, unescaped
   * @param trigger with the caller as its principal
   */
  record Blocked(
      Optional<String> endpoint,
      String call,
      String errorCode,
      String errorMessage,
      Trigger trigger)
      implements Command {}

  /** Not ours to act on; {@code reason} is one sentence for the log. */
  record Ignored(String reason) implements Command {}

  /**
   * A request to Tagscaler itself that cannot be taken; {@code reason} says what is wrong with it.
   */
  record Refused(String reason) implements Command {}

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
    REQUESTED,
    /** A sweep found that it needs a look. */
    SWEPT
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
