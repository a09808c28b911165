package io.github.tagscaler.command.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What Application Auto Scaling did to a target, tried, or decided not to do.
 *
 * @param resourceId the resource as AWS spells it
 * @param dimension the scalable dimension as AWS spells it
 * @param description AWS's words: {@code Setting desired instance count to 3.}
 * @param cause AWS's words
 * @param message what AWS says about the status; why it failed, for one
 * @param notScaled why capacity stayed as it was; empty if it was to change
 */
public record ScalingActivity(
    String resourceId,
    String dimension,
    Instant start,
    Optional<Instant> end,
    Status status,
    String description,
    String cause,
    Optional<String> message,
    List<NotScaledReason> notScaled) {

  /** How it ended, or did not yet. */
  public enum Status {
    PENDING,
    IN_PROGRESS,
    SUCCESSFUL,
    OVERRIDDEN,
    UNFULFILLED,
    FAILED,
    UNKNOWN
  }

  private static final Pattern CAPACITY = Pattern.compile("desired \\D* to (\\d+)\\.?$");

  public ScalingActivity {
    notScaled = List.copyOf(notScaled);
  }

  /** The capacity that it sets; empty if it sets none, or AWS's words are new. */
  public OptionalInt capacity() {
    var words = CAPACITY.matcher(description.strip());
    return notScaled.isEmpty() && words.find()
        ? OptionalInt.of(Integer.parseInt(words.group(1)))
        : OptionalInt.empty();
  }

  /** Whether it changed the capacity, or is about to. */
  public boolean changedCapacity() {
    return capacity().isPresent()
        && (status == Status.SUCCESSFUL
            || status == Status.IN_PROGRESS
            || status == Status.PENDING
            || status == Status.OVERRIDDEN);
  }
}
