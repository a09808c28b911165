package io.github.tagscaler.command.history;

import io.github.tagscaler.resource.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The capacity of a target over time, as far as scaling activities show it: AWS publishes no metric
 * of it. What somebody changed without Application Auto Scaling is not in it.
 *
 * @param steps oldest first; each lasts until the next one, or the end of the span
 */
public record CapacityHistory(Span span, List<Step> steps) {

  /** The capacity from a time on. */
  public record Step(Instant from, int capacity) {}

  public CapacityHistory {
    steps = List.copyOf(steps);
  }

  /**
   * The capacity in a span.
   *
   * @param activities of one target, in any order, also older than the span as far as they are
   *     known
   * @param now the capacity at the end of the span; what it was before the first activity is not
   *     known if there is one, else it was the same
   */
  public static CapacityHistory of(Span span, List<ScalingActivity> activities, int now) {
    var changes =
        activities.stream()
            .filter(ScalingActivity::changedCapacity)
            .sorted(Comparator.comparing(ScalingActivity::start))
            .toList();
    var steps = new ArrayList<Step>();
    if (changes.isEmpty()) {
      steps.add(new Step(span.from(), now));
    }
    for (var change : changes) {
      var step = new Step(change.start(), change.capacity().orElseThrow());
      if (!step.from().isAfter(span.from())) {
        steps.clear();
        steps.add(new Step(span.from(), step.capacity()));
      } else if (step.from().isBefore(span.to())) {
        steps.add(step);
      }
    }
    return new CapacityHistory(span, steps);
  }

  /** How long the capacity was such. */
  public Duration time(IntPredicate such) {
    var sum = Duration.ZERO;
    for (int i = 0; i < steps.size(); i++) {
      if (such.test(steps.get(i).capacity())) {
        sum = sum.plus(Duration.between(steps.get(i).from(), end(i)));
      }
    }
    return sum;
  }

  private Instant end(int step) {
    return step + 1 < steps.size() ? steps.get(step + 1).from() : span.to();
  }

  /** A time in which neither capacity nor bounds changed. */
  public record Phase(Span span, int capacity, Bounds bounds) {
    /** How long it was. */
    public Duration length() {
      return span.length();
    }
  }

  /** The known part of the span with the bounds that were in force, oldest first. */
  public List<Phase> phases(BoundsHistory bounds) {
    var phases = new ArrayList<Phase>();
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      var end = end(i);
      var times =
          Stream.concat(
                  Stream.of(step.from(), end),
                  bounds.steps().stream()
                      .map(BoundsHistory.Step::from)
                      .filter(time -> time.isAfter(step.from()) && time.isBefore(end)))
              .distinct()
              .sorted()
              .toList();
      for (int j = 0; j + 1 < times.size(); j++) {
        phases.add(
            new Phase(
                new Span(times.get(j), times.get(j + 1)),
                step.capacity(),
                bounds.at(times.get(j))));
      }
    }
    return List.copyOf(phases);
  }

  /** How long the capacity was such against the bounds that were in force. */
  public Duration time(BoundsHistory bounds, BiPredicate<Integer, Bounds> such) {
    return phases(bounds).stream()
        .filter(phase -> such.test(phase.capacity(), phase.bounds()))
        .map(Phase::length)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** How much of the span is known. */
  public Duration known() {
    return time(_ -> true);
  }
}
