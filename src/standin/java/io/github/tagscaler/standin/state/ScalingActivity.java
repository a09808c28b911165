package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change of capacity that Application Auto Scaling made, tried to make, or decided not to make.
 *
 * @param failure why it failed, if it did
 * @param notScaled the reasons for which capacity stayed as it was, as NotScaledReason
 */
public record ScalingActivity(
    String id,
    TargetId target,
    String description,
    String cause,
    Instant startTime,
    Instant endTime,
    Optional<String> failure,
    List<JsonObject> notScaled) {

  public ScalingActivity {
    notScaled = List.copyOf(notScaled);
  }

  /** The description of DescribeScalingActivities at a moment. */
  public JsonObject describe(Instant now) {
    JsonObject activity =
        target
            .json()
            .with("ActivityId", id)
            .with("Description", description)
            .with("Cause", cause)
            .with("StartTime", startTime)
            .with(
                "NotScaledReasons",
                notScaled.isEmpty() ? Optional.empty() : Optional.of(notScaled));
    if (failure.isPresent()) {
      return activity
          .with("EndTime", endTime)
          .with("StatusCode", "Failed")
          .with("StatusMessage", failure.get());
    }
    if (endTime.isAfter(now)) {
      return activity.with("StatusCode", "InProgress");
    }
    return activity
        .with("EndTime", endTime)
        .with("StatusCode", notScaled.isEmpty() ? "Successful" : "Unfulfilled");
  }
}
