package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells several passes over the same targets as one. */
final class Merge {
  private Merge() {}

  private record Which(String resourceId, @Nullable ScalableDimension dimension) {}

  /** The later reports, with what the earlier ones of the same target changed before them. */
  static List<Report> over(List<Report> earlier, List<Report> later) {
    var merged = new LinkedHashMap<Which, Report>();
    earlier.forEach(report -> merged.put(which(report), report));
    later.forEach(report -> merged.merge(which(report), report, Merge::over));
    return List.copyOf(merged.values());
  }

  private static Which which(Report report) {
    return new Which(report.outcome().resourceId(), report.outcome().dimension());
  }

  private static Report over(Report earlier, Report later) {
    var before = earlier.outcome().ending().changesMade();
    if (before.isEmpty()) {
      return later;
    }
    return switch (later.outcome().ending()) {
      case Ending.Applied(var changes, var inForce) ->
          later.ended(new Ending.Applied(join(before, changes), inForce));
      case Ending.Released(var changes, var because, var running) ->
          later.ended(new Ending.Released(join(before, changes), because, running));
      case Ending.Failed(var problem, var changes) ->
          later.ended(new Ending.Failed(problem, join(before, changes)));
      case Ending.Rejected(var problems, var changes) ->
          later.ended(new Ending.Rejected(problems, join(before, changes)));
      case Ending.Unchanged(var inForce) -> later.ended(new Ending.Applied(before, inForce));
      // These have no room for what was done, and what was done must not go untold.
      case Ending.Planned _, Ending.Skipped _ -> earlier;
    };
  }

  private static List<ChangeEntry> join(List<ChangeEntry> first, List<ChangeEntry> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
