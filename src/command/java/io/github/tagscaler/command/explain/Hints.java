package io.github.tagscaler.command.explain;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the owner of a target may want to do, the most useful first. */
final class Hints {
  private static final List<Function<Explanation, Stream<Hint>>> ALL =
      List.of(TagHints::of, OwnerHints::of, MetricHints::of, CapacityHints::of, BlockedHints::of);

  private Hints() {}

  static List<Hint> of(Explanation explanation) {
    return ALL.stream().flatMap(hints -> hints.apply(explanation)).distinct().toList();
  }
}
