package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.ScalableTarget;
import io.github.tagscaler.standin.state.ScalingActivity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Moves the capacity of a target into its bounds, and records that. */
final class CapacityMover {

  private final Account account;
  private final Resources resources;

  CapacityMover(Account account) {
    this.account = account;
    this.resources = new Resources(account);
  }

  /** Move a capacity that is outside its bounds to the nearest bound. */
  void moveIntoBounds(ScalableTarget target, ScalableResource resource, String cause) {
    int capacity = resource.capacity();
    int wanted = target.within(capacity);
    if (wanted != capacity) {
      move(target, resource, wanted, cause(target, capacity, cause));
    }
  }

  /** The same, for a target whose resource may be gone by now. */
  void moveIntoBounds(ScalableTarget target, String cause) {
    scalable(target, cause).ifPresent(resource -> moveIntoBounds(target, resource, cause));
  }

  /** The resource of a target; that it is gone by now is recorded as a failure. */
  Optional<ScalableResource> scalable(ScalableTarget target, String cause) {
    try {
      return Optional.of(resources.find(target.id()));
    } catch (AwsFailure gone) {
      record(target, target.min(), cause, Optional.of(notScalable(target, gone.text())));
      return Optional.empty();
    }
  }

  /** Give a resource this capacity; whether it could, or was too busy. */
  boolean move(ScalableTarget target, ScalableResource resource, int wanted, String cause) {
    Optional<String> reason =
        resource.unreadyStatus().map(status -> "Resource is in status " + status);
    if (reason.isEmpty()) {
      resource.move(wanted, account);
    }
    record(target, wanted, cause, reason.map(text -> notScalable(target, text)));
    return reason.isEmpty();
  }

  /** Application Auto Scaling user guide, Troubleshooting: the form of the message. */
  private static String notScalable(ScalableTarget target, String reason) {
    return "Resource Id [" + target.id().resourceId() + "] is not scalable. Reason: " + reason;
  }

  private static String cause(ScalableTarget target, int capacity, String cause) {
    String bound =
        capacity < target.min()
            ? "minimum capacity was set to " + target.min()
            : "maximum capacity was set to " + target.max();
    return cause.isEmpty() ? bound : bound + " by " + cause;
  }

  /**
   * Record that a scheduled action set the bounds: Application Auto Scaling user guide, View
   * scaling activities for a scalable target.
   */
  void recordBounds(ScalableTarget target, String cause) {
    record(
        target,
        "Setting min capacity to " + target.min() + " and max capacity to " + target.max(),
        cause,
        account.now(),
        Optional.empty());
  }

  private void record(ScalableTarget target, int wanted, String cause, Optional<String> failure) {
    String words = Dimension.of(target.id()).words().toLowerCase(Locale.ROOT);
    record(
        target,
        "Setting " + words + " to " + wanted + ".",
        cause,
        failure.isPresent() ? account.now() : account.settled(),
        failure);
  }

  private void record(
      ScalableTarget target,
      String description,
      String cause,
      Instant end,
      Optional<String> failure) {
    account
        .scalableTargets()
        .activities()
        .add(
            new ScalingActivity(
                account.newId(),
                target.id(),
                description,
                cause,
                account.now(),
                end,
                failure,
                List.of()));
  }

  /** Record that capacity stays as it is; the same reason again is the same activity. */
  void stay(ScalableTarget target, int capacity, String cause) {
    JsonObject reason = reason(target, capacity);
    List<ScalingActivity> activities = account.scalableTargets().activities();
    boolean known =
        activities.reversed().stream()
            .filter(activity -> activity.target().equals(target.id()))
            .findFirst()
            .filter(last -> last.cause().equals(cause) && last.notScaled().equals(List.of(reason)))
            .isPresent();
    if (!known) {
      activities.add(
          new ScalingActivity(
              account.newId(),
              target.id(),
              "Attempting to scale due to alarm triggered",
              cause,
              account.now(),
              account.now(),
              Optional.empty(),
              List.of(reason)));
    }
  }

  private static JsonObject reason(ScalableTarget target, int capacity) {
    if (capacity >= target.max()) {
      return JsonObject.of("Code", "AlreadyAtMaxCapacity").with("MaxCapacity", target.max());
    }
    return capacity <= target.min()
        ? JsonObject.of("Code", "AlreadyAtMinCapacity").with("MinCapacity", target.min())
        : JsonObject.of("Code", "AlreadyAtDesiredCapacity").with("CurrentCapacity", capacity);
  }
}
