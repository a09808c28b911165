package io.github.tagscaler.scaling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A change of capacity that Application Auto Scaling made, tried to make, or decided not to make.
 *
 * @param end when it ended; empty if it has not
 * @param description what it did, in AWS's words, such as {@code Setting desired instance count to
 *     4.}
 * @param message why it failed, in AWS's words
 * @param notScaled the codes of the reasons for which capacity stayed as it was
 */
public record ScalingActivity(
    TargetKey key,
    Instant start,
    Optional<Instant> end,
    Status status,
    String description,
    Optional<String> message,
    List<String> notScaled) {
  private static final Pattern SET = Pattern.compile("Setting .* to ([0-9]{1,9})\\.?");

  /** What a scheduled action does to the bounds is an activity, too: it sets no capacity. */
  private static final Pattern SETS_BOUNDS = Pattern.compile("Setting (min|max) capacity to .*");

  private static final String AT_MAX = "AlreadyAtMaxCapacity";

  public ScalingActivity {
    notScaled = List.copyOf(notScaled);
  }

  /** How it ended, or not yet. */
  public enum Status {
    /** It has not ended. */
    RUNNING,
    SUCCESSFUL,
    FAILED,
    /** Another activity replaced it, or its status is not known here. */
    OTHER
  }

  /** Whether it changed capacity, or tried to. */
  boolean scales() {
    return notScaled.isEmpty() && !setsBounds();
  }

  private boolean setsBounds() {
    return SETS_BOUNDS.matcher(description.strip()).matches();
  }

  /** Whether more capacity was needed than the max allows. */
  boolean atMax() {
    return notScaled.contains(AT_MAX);
  }

  /** When it ended, or else began. */
  public Instant time() {
    return end.orElse(start);
  }

  /** The capacity that it set or tried to set, if its description says so. */
  public OptionalInt capacity() {
    var set = SET.matcher(description.strip());
    return set.matches() && !setsBounds()
        ? OptionalInt.of(Integer.parseInt(set.group(1)))
        : OptionalInt.empty();
  }
}
