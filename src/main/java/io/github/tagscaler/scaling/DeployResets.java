package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.CapacityReset;
import io.github.tagscaler.resource.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether a deployment reset the capacity of a target, from what AWS says now: nothing is
 * remembered. As soon as Application Auto Scaling scales the target again, there is nothing left to
 * find, so that a reset is never undone twice.
 */
public final class DeployResets {
  /** A capacity that was set longer ago says little about what is needed now. */
  private static final Duration RECENT = Duration.ofDays(1);

  /** Within this nothing is in service, scales out and is deployed again. */
  private static final Duration FIRST_DEPLOYMENT = Duration.ofMinutes(5);

  private DeployResets() {}

  /** What was scaled before that counts no more. */
  public static Instant earliest(Instant now) {
    return now.minus(RECENT);
  }

  /** Whether what a deployment reset may still be brought back. */
  public static boolean isRecent(Deployment deployment, Instant now) {
    return deployment.since().isAfter(earliest(now))
        && deployment.since().isAfter(deployment.endpointCreated().plus(FIRST_DEPLOYMENT));
  }

  /**
   * Whether an activity says all, and those before it nothing more: it is the latest success, or
   * began since the deployment.
   */
  public static boolean decides(ScalingActivity activity, Deployment deployment) {
    return activity.scales()
        && (activity.status() == ScalingActivity.Status.SUCCESSFUL
            || beganSince(activity, deployment));
  }

  private static boolean beganSince(ScalingActivity activity, Deployment deployment) {
    return !activity.start().isBefore(deployment.since());
  }

  /**
   * The reset, if the capacity is still that of the deployment, and the last successful activity
   * before it set more, in the 24 hours before now.
   *
   * @param registered when the target was registered: what was scaled before that says nothing
   *     about the instances of now
   * @param activities the activities of the target that changed its capacity in the last 24 hours,
   *     at least up to the latest that {@linkplain #decides decides}
   */
  public static Optional<CapacityReset> find(
      Deployment deployment,
      Instant registered,
      int running,
      List<ScalingActivity> activities,
      Instant now) {
    var scaling = activities.stream().filter(ScalingActivity::scales).toList();
    boolean scaledSince = scaling.stream().anyMatch(activity -> beganSince(activity, deployment));
    return isRecent(deployment, now) && running == deployment.capacity() && !scaledSince
        ? scaling.stream()
            .filter(activity -> activity.status() == ScalingActivity.Status.SUCCESSFUL)
            .max(Comparator.comparing(ScalingActivity::start))
            .filter(last -> !last.start().isBefore(deployment.endpointCreated()))
            .filter(last -> !last.start().isBefore(registered))
            .filter(last -> last.start().isAfter(earliest(now)))
            .flatMap(last -> last.capacity().stream().boxed().findFirst())
            .filter(before -> before > running)
            .map(before -> new CapacityReset(before, running, deployment.since()))
        : Optional.empty();
  }
}
