package io.github.tagscaler.event;

import io.github.tagscaler.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command in an event: reconcile a resource, or do nothing for a reason. */
public sealed interface Command {

  /**
   * Reconcile a resource: bring its scaling into line with its tags.
   *
   * @param hint facts in the event that save a call if they are right; never relied on
   * @param dryRun whether the sender asked for a plan only
   */
  record ReconcileResource(Subject subject, Cause cause, Trigger trigger, Hint hint, boolean dryRun)
      implements Command {}

  /**
   * Read everything: what needs to be reconciled becomes a {@link SweepItem} each.
   *
   * @param trigger its type distinguishes a change of the catalog, the schedule and a request
   * @param dryRun whether the sender asked for a plan only
   * @param parameter the parameter of the catalog whose change started it; empty otherwise
   */
  record Sweep(Trigger trigger, boolean dryRun, Optional<ChangedParameter> parameter)
      implements Command {}

  /**
   * An item of a sweep: reconcile one resource, an endpoint without its components.
   *
   * @param command what to reconcile, and why the sweep began
   * @param began when the sweep began; what is remembered from before is too old for it
   * @param release whether a target may be released because its tags are missing
   * @param known the resource IDs for which something managed is registered, so that what is gone
   *     is found
   */
  record SweepItem(
      ReconcileResource command, Instant began, Release release, List<ResourceId> known)
      implements Command {
    public SweepItem {
      known = List.copyOf(known);
    }

    /** The same with other rights to release. */
    public SweepItem releasing(Release other) {
      return new SweepItem(command, began, other, known);
    }

    /** Whether a later sweep has found by now what is still to do, should it have failed. */
    public boolean superseded(Instant now) {
      return began.isBefore(now.minus(LONGEST_INTERVAL));
    }

    /** The longest interval of sweeps. */
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
  }

  /** Whether a target may be released whose tags do not ask for scaling any more. */
  enum Release {
    /** It may. */
    ALLOWED,
    /** It would be one of too many. */
    TOO_MANY,
    /** No sweep has counted it: it waits for the next. */
    UNCOUNTED
  }

  /**
   * A deploy or delete of an endpoint was refused because a scalable target is registered.
   *
   * @param endpoint the endpoint's name; empty if the record has none
   * @param call the API's operation, such as {@code UpdateEndpoint}
   * @param errorCode CloudTrail's {@code errorCode}
   * @param errorMessage the message of AWS, unescaped
   * @param trigger with the caller as its principal
   */
  record Blocked(
      Optional<String> endpoint,
      String call,
      String errorCode,
      String errorMessage,
      Trigger trigger)
      implements Command {}

  /** Nothing to do; {@code reason} is one sentence for the log. */
  record Ignored(String reason) implements Command {}

  /** A request to Tagscaler itself that is refused; {@code reason} states the problem. */
  record Refused(String reason) implements Command {}

  /** Why to reconcile. */
  enum Cause {
    /**
     * An endpoint is in service: made, updated, or scaled (every scaling activity sends this
     * again).
     */
    IN_SERVICE,
    /** An endpoint is being deleted, or is. */
    DELETED,
    /** An inference component was created, updated or deleted. */
    COMPONENT_CHANGED,
    /** Tags were added or removed. */
    TAGS_CHANGED,
    /** A request. */
    REQUESTED,
    /** A sweep found something to change. */
    SWEPT
  }

  /**
   * Facts about an endpoint in the event, only to save round trips.
   *
   * @param arn the ARN that the event carries
   * @param endpointConfigName the endpoint config that the event carries
   */
  record Hint(@Nullable String arn, @Nullable String endpointConfigName) {
    /** Nothing is known beforehand. */
    public static final Hint NONE = new Hint(null, null);
  }
}
