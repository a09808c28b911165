package io.github.tagscaler.outcome;

import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.ScalableDimension;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is wrong with a target, or worth knowing, in words: all problems and warnings but those
 * about tags and catalogs, which are in the package {@code policy}.
 */
public final class TargetProblems {
  /** How many differences a message names. */
  private static final int MOST_DIFFERENCES = 3;

  /** How many characters of AWS's reason a message quotes. */
  private static final int MOST_OF_REASON = 150;

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm VV", Locale.ROOT);

  private final String prefix;

  /** The problems in a stack whose tags' keys start with that prefix. */
  public TargetProblems(String tagPrefix) {
    this.prefix = tagPrefix;
  }

  /** Those about scaling that another tool created. */
  public AdoptionProblems adoption() {
    return new AdoptionProblems(prefix);
  }

  /** More capacity runs than the default max. */
  public Problem defaultMaxTooLow(int running, int max, ScalableDimension dimension) {
    return about(
        Code.BOUNDS_CONFLICT,
        prefix + "max",
        "%s, but no tag or policy sets max. The default of %d would remove %d. Set %smax to %d or more."
            .formatted(
                InForcePhrase.running(running, dimension), max, running - max, prefix, running));
  }

  /** A scheduled action changes the bounds at this moment. */
  public static Problem scheduledChangeDue(ZonedDateTime change) {
    return Problem.of(
        Code.NOT_READY,
        "A scheduled min/max change is due at %s. Tagscaler does not write within 60 seconds of it and retries shortly. No action needed."
            .formatted(TIME.format(change)));
  }

  /** A component is not in service, and there is no queue to hold its event. */
  public static Problem noQueue(ResourceStatus status) {
    return Problem.of(
        Code.NOT_READY,
        "The resource is %s, not InService, and this stack has no queue to wait in."
            .formatted(status.wire()));
  }

  /** AWS refused a change while the resource is not in service. */
  public static Problem refusedWhile(ResourceStatus status, String refusal) {
    return Problem.of(
        Code.NOT_READY, "The resource is %s, not InService. %s".formatted(status.wire(), refusal));
  }

  /** The tags changed while they were followed. */
  public static Problem stillChanging(int attempts) {
    return Problem.of(
        Code.CONCURRENT_UPDATE,
        "The tags changed during each of %d attempts to apply them. Tagscaler retries."
            .formatted(attempts));
  }

  /** A bug. */
  public static Problem internalError(RuntimeException bug) {
    return Problem.of(
        Code.SERVICE_ERROR, "Internal error: %s. See the function log.".formatted(bug));
  }

  /** There was no time for a release. */
  public static Problem outOfTime() {
    return Problem.of(
        Code.THROTTLED, "The function ran out of time. Invoke it again with the same request.");
  }

  /**
   * More runs than the max, which may not remove it.
   *
   * @param registered the max that is registered until capacity has scaled in
   * @param byTag whether a tag states the max
   */
  public Problem aboveMax(
      int running, int max, int registered, boolean byTag, ScalableDimension dimension) {
    return Problem.of(
        Code.ABOVE_MAX,
        "%s, more than the max of %d. %s, so Tagscaler removes none and keeps max at %d until capacity has scaled in."
            .formatted(
                InForcePhrase.running(running, dimension),
                max,
                byTag
                    ? "Only a change of %1$smax or %1$sschedule removes capacity".formatted(prefix)
                    : "No tag states that max",
                registered));
  }

  /** More runs than the max, and the max is registered. */
  public Problem aboveBounds(int running, int max, ScalableDimension dimension) {
    return Problem.of(
        Code.ABOVE_MAX,
        "%s, more than the max of %d. Tagscaler removes none, but Application Auto Scaling goes back to %2$d at its next scaling or scheduled action. To keep more, set a max of %4$d in %3$smax (or in %3$sschedule, if there is one), or set %3$spaused = true."
            .formatted(InForcePhrase.running(running, dimension), max, prefix, running));
  }

  /** The owner lowered the max below what runs. */
  public static Problem removedByMax(int running, int max, ScalableDimension dimension) {
    return Problem.of(
        Code.ABOVE_MAX,
        "The max of %d removes %d of %s."
            .formatted(max, running - max, InForcePhrase.capacity(running, dimension)));
  }

  /**
   * Scheduled actions of another tool set the bounds, too.
   *
   * @param names of the scheduled actions
   */
  public static Problem foreignSchedule(List<String> names) {
    return Problem.of(
        Code.FOREIGN_SCHEDULE,
        "%s (%s) also %s min and max. To avoid fighting with %s, Tagscaler writes them only when the tags change."
            .formatted(
                names.size() == 1 ? "Another scheduled action" : "Other scheduled actions",
                Attached.names(names),
                names.size() == 1 ? "sets" : "set",
                names.size() == 1 ? "it" : "them"));
  }

  /**
   * The scaling was changed outside Tagscaler, and that is kept for a while.
   *
   * @param differences what differs, each a phrase
   * @param until when it is changed back; empty if the next sweep does so
   */
  public Problem drift(List<String> differences, Optional<Instant> until) {
    return Problem.of(
        Code.DRIFT,
        "The scaling was changed outside Tagscaler: %s. The %s changes it back. To keep the change, set %spolicy = ignore."
            .formatted(
                few(differences),
                until
                    .map(time -> "first sweep after " + TIME.format(time.atZone(UTC)))
                    .orElse("next sweep"),
                prefix));
  }

  /**
   * What was changed outside Tagscaler is changed back.
   *
   * @param call the AWS call that makes such changes
   */
  public static Problem driftUndone(List<String> differences, String call) {
    return Problem.of(
        Code.DRIFT,
        "This undoes what was changed outside Tagscaler: %s. If it comes back, look up the event name %s in CloudTrail to find who does it."
            .formatted(few(differences), call));
  }

  private static String few(List<String> texts) {
    int left = texts.size() - MOST_DIFFERENCES;
    return left <= 0
        ? String.join("; ", texts)
        : String.join("; ", texts.subList(0, MOST_DIFFERENCES)) + "; " + left + " more";
  }

  /**
   * Somebody suspended scaling in Application Auto Scaling.
   *
   * @param activities what is suspended so; no warning if nothing is
   */
  public static List<Problem> suspendedByHand(List<String> activities) {
    if (activities.isEmpty()) {
      return List.of();
    }
    return List.of(
        Problem.of(
            Code.SUSPENDED_BY_HAND,
            "%s and %s so until somebody resumes %s (RegisterScalableTarget, SuspendedState)."
                .formatted(
                    suspendedOutside(activities),
                    activities.size() == 1 ? "stays" : "stay",
                    activities.size() == 1 ? "it" : "them")));
  }

  /**
   * A release ends what somebody suspended in Application Auto Scaling, with the target.
   *
   * @param activities what is suspended so; no warning if nothing is
   */
  public static List<Problem> suspensionEnds(List<String> activities) {
    return activities.isEmpty()
        ? List.of()
        : List.of(
            Problem.of(
                Code.SUSPENDED_BY_HAND,
                "%s. That ends with the scalable target: if it is registered again, nothing is suspended."
                    .formatted(suspendedOutside(activities))));
  }

  private static String suspendedOutside(List<String> activities) {
    var names = InForcePhrase.enumerate(activities);
    return "%s %s suspended outside Tagscaler"
        .formatted(
            names.substring(0, 1).toUpperCase(Locale.ROOT) + names.substring(1),
            activities.size() == 1 ? "was" : "were");
  }

  /** A release leaves a resource without capacity. */
  public static Problem releasedAtZero() {
    return Problem.of(
        Code.RELEASED_AT_ZERO,
        "Capacity is 0 and stays 0 without autoscaling, so no requests are served. Set the capacity by hand to bring it back.");
  }

  /** A release waits for the end of a pause. */
  public Problem releaseWaits() {
    return Problem.of(
        Code.PAUSED,
        "No %s tag turns autoscaling on any more. Tagscaler deregisters the target when the pause ends."
            .formatted(prefix));
  }

  /** A deployment reset the capacity, and Tagscaler brings it back. */
  public Problem capacityRestored(
      CapacityReset reset, int capacity, int min, ScalableDimension dimension) {
    return about(
        Code.CAPACITY_RESET,
        prefix + "restore",
        "%s Tagscaler restores %s by registering min = %d until Application Auto Scaling has requested them; then it registers min = %d again."
            .formatted(
                resetBy(reset, dimension),
                InForcePhrase.capacity(capacity, dimension),
                capacity,
                min));
  }

  /** A deployment reset the capacity, and the min brings all of it back. */
  public Problem capacityBackByMin(CapacityReset reset, int min, ScalableDimension dimension) {
    return about(
        Code.CAPACITY_RESET,
        prefix + "restore",
        "%s Its min of %d brings the capacity back.".formatted(resetBy(reset, dimension), min));
  }

  /** A deployment reset the capacity, and Tagscaler does not bring it back. */
  public Problem capacityReset(
      CapacityReset reset, NotRestored because, ScalableDimension dimension) {
    return about(
        Code.CAPACITY_RESET,
        prefix + "restore",
        because == NotRestored.NOT_REQUESTED
            ? "%s Call UpdateEndpoint with RetainAllVariantProperties = true to keep the capacity, or set %srestore = on to have Tagscaler bring it back after a deployment."
                .formatted(resetBy(reset, dimension), prefix)
            : "%s Tagscaler does not restore it because %s."
                .formatted(resetBy(reset, dimension), because.clause()));
  }

  /**
   * A min that was raised to restore capacity is registered still, and this run changes nothing.
   */
  public Problem minRaised(int min, int raised) {
    return about(
        Code.MIN_RAISED,
        prefix + "restore",
        "Its min was raised from %d to %d to restore capacity after a deployment. The next run that is not a dry run registers min = %1$d again."
            .formatted(min, raised));
  }

  /**
   * Application Auto Scaling could not scale the target.
   *
   * @param capacity what it wanted; empty if it did not say
   * @param reason in AWS's words
   */
  public Problem scalingFailing(
      OptionalInt capacity, String reason, Instant since, ScalableDimension dimension) {
    var words = reason.strip();
    return Problem.of(
        Code.SCALING_FAILING,
        "Scaling%s has failed since %s: %s %s"
            .formatted(
                capacity.isPresent()
                    ? " to " + InForcePhrase.capacity(capacity.getAsInt(), dimension)
                    : "",
                TIME.format(since.atZone(UTC)),
                reason(words),
                ScalingFailure.of(words).remedy(words, prefix + "max")));
  }

  private static String reason(String words) {
    if (words.isEmpty()) {
      return "AWS gave no reason.";
    }
    return words.length() > MOST_OF_REASON
        ? words.substring(0, MOST_OF_REASON) + "..."
        : words + (words.endsWith(".") ? "" : ".");
  }

  /** The target needs more capacity than its max. */
  public Problem atMax(Instant since) {
    return about(
        Code.AT_MAX,
        prefix + "max",
        "It has needed more capacity than its max since %s. If that load is expected, raise %smax (or the max in %2$sschedule, if there is one)."
            .formatted(TIME.format(since.atZone(UTC)), prefix));
  }

  private static String resetBy(CapacityReset reset, ScalableDimension dimension) {
    return "A deployment reset the capacity from %d to %s."
        .formatted(reset.before(), InForcePhrase.capacity(reset.after(), dimension));
  }

  private static Problem about(Code code, String key, String message) {
    return new Problem(code, key, null, message, List.of());
  }
}
