package io.github.tagscaler.command.history;

import io.github.tagscaler.command.history.ScalingActivity.Status;
import io.github.tagscaler.resource.Bounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The bounds of a target over time, as the activities of scheduled actions show them. Those before
 * the first of them are not known; the registered ones are taken for them, as for all that follows
 * the last.
 *
 * @param registered the bounds that are registered now
 * @param steps oldest first
 */
public record BoundsHistory(Bounds registered, List<Step> steps) {
  /** AWS's words for what a scheduled action does. */
  private static final Pattern BOTH =
      Pattern.compile("min capacity to (\\d+) and max capacity to (\\d+)");

  /** Bounds from a time on. */
  public record Step(Instant from, Bounds bounds) {}

  public BoundsHistory {
    steps = List.copyOf(steps);
  }

  /**
   * The bounds over time.
   *
   * @param registered the bounds registered now
   */
  public static BoundsHistory of(List<ScalingActivity> activities, Bounds registered) {
    var steps =
        new ArrayList<>(
            activities.stream()
                .filter(activity -> activity.status() == Status.SUCCESSFUL)
                .flatMap(BoundsHistory::step)
                .sorted(Comparator.comparing(Step::from))
                .toList());
    if (!steps.isEmpty()) {
      var last = steps.removeLast();
      steps.add(new Step(last.from(), registered));
    }
    return new BoundsHistory(registered, steps);
  }

  private static Stream<Step> step(ScalingActivity activity) {
    var words = BOTH.matcher(activity.description());
    return words.find()
        ? bounds(Integer.parseInt(words.group(1)), Integer.parseInt(words.group(2)))
            .map(bounds -> new Step(activity.start(), bounds))
            .stream()
        : Stream.empty();
  }

  private static Optional<Bounds> bounds(int min, int max) {
    return min <= max ? Optional.of(new Bounds(min, max)) : Optional.empty();
  }

  /** Whether other bounds were in force since then. */
  public boolean changedSince(Instant time) {
    return !at(time).equals(registered)
        || steps.stream()
            .anyMatch(step -> step.from().isAfter(time) && !step.bounds().equals(registered));
  }

  /** The bounds in force at that time. */
  public Bounds at(Instant time) {
    return steps.stream()
        .filter(step -> !step.from().isAfter(time))
        .reduce((_, later) -> later)
        .map(Step::bounds)
        .orElse(registered);
  }
}
