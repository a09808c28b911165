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
    var before = changes(earlier.outcome().ending());
    if (before.isEmpty()) {
      return later;
    }
    return later.ended(after(before, later.outcome().ending()));
  }

  private static Ending after(List<ChangeEntry> before, Ending ending) {
    return switch (ending) {
      case Ending.Applied(var changes) -> new Ending.Applied(join(before, changes));
      case Ending.Released(var changes, var why) -> new Ending.Released(join(before, changes), why);
      case Ending.Failed(var problem, var changes) ->
          new Ending.Failed(problem, join(before, changes));
      case Ending.Unchanged() -> new Ending.Applied(before);
      case Ending.Planned planned -> planned;
      case Ending.Skipped skipped -> skipped;
      case Ending.Rejected rejected -> rejected;
    };
  }

  private static List<ChangeEntry> join(List<ChangeEntry> first, List<ChangeEntry> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** What an ending says was really changed. */
  static List<ChangeEntry> changes(Ending ending) {
    return switch (ending) {
      case Ending.Applied(var changes) -> changes;
      case Ending.Released(var changes, var why) -> changes;
      case Ending.Failed(var problem, var changes) -> changes;
      case Ending.Planned planned -> List.of();
      case Ending.Unchanged unchanged -> List.of();
      case Ending.Skipped skipped -> List.of();
      case Ending.Rejected rejected -> List.of();
    };
  }
}
