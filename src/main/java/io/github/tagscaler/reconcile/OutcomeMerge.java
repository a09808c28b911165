package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Merges the outcomes of several passes over the same targets. */
final class OutcomeMerge {
  private OutcomeMerge() {}

  private record Key(String resourceId, @Nullable ScalableDimension dimension) {}

  /** The later outcomes, with the changes of the earlier ones of the same targets first. */
  static List<Outcome> merge(List<Outcome> earlier, List<Outcome> later) {
    var merged = new LinkedHashMap<Key, Outcome>();
    earlier.forEach(outcome -> merged.put(keyOf(outcome), outcome));
    later.forEach(outcome -> merged.merge(keyOf(outcome), outcome, OutcomeMerge::merge));
    return List.copyOf(merged.values());
  }

  private static Key keyOf(Outcome outcome) {
    return new Key(outcome.resourceId(), outcome.dimension());
  }

  private static Outcome merge(Outcome earlier, Outcome later) {
    var before = earlier.ending().changesMade();
    if (before.isEmpty()) {
      return later;
    }
    return switch (later.ending()) {
      case Ending.Applied(var changes, var inForce) ->
          later.ended(new Ending.Applied(join(before, changes), inForce));
      case Ending.Released(var changes, var because, var running) ->
          later.ended(new Ending.Released(join(before, changes), because, running));
      case Ending.Failed(var problem, var changes) ->
          later.ended(new Ending.Failed(problem, join(before, changes)));
      case Ending.Rejected(var problems, var changes) ->
          later.ended(new Ending.Rejected(problems, join(before, changes)));
      case Ending.Unchanged(var inForce) -> later.ended(new Ending.Applied(before, inForce));
      // These endings hold no changes, and the changes that were made have to be reported.
      case Ending.Planned _, Ending.Skipped _ -> earlier;
    };
  }

  private static List<ChangeEntry> join(List<ChangeEntry> first, List<ChangeEntry> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
