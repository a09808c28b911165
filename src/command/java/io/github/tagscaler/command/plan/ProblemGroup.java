package io.github.tagscaler.command.plan;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same problem of several targets.
 *
 * @param message without the name of a target, where there are several
 * @param ids the targets that have it
 */
public record ProblemGroup(Code code, String message, List<String> ids) {
  private static final Pattern HOLDER =
      Pattern.compile(" on (?:endpoint|inference-component)/[A-Za-z0-9-]+");

  public ProblemGroup {
    ids = List.copyOf(ids);
  }

  private record Same(Code code, @Nullable String key, @Nullable String value, String message) {
    static Same of(Problem problem) {
      return problem.key() == null
          ? new Same(problem.code(), null, null, problem.message())
          : new Same(problem.code(), problem.key(), problem.value(), "");
    }
  }

  private record Found(String id, Problem problem) {}

  /** The problems of these targets, those of most targets first. */
  static List<ProblemGroup> of(List<PlanLine> lines) {
    var groups = new LinkedHashMap<Same, List<Found>>();
    for (var line : lines) {
      for (var problem : problems(line)) {
        groups
            .computeIfAbsent(Same.of(problem), _ -> new ArrayList<>())
            .add(new Found(line.target().id(), problem));
      }
    }
    return groups.values().stream()
        .map(ProblemGroup::group)
        .sorted(Comparator.comparingInt((ProblemGroup group) -> -group.ids().size()))
        .toList();
  }

  private static ProblemGroup group(List<Found> found) {
    var problem = found.getFirst().problem();
    return new ProblemGroup(
        problem.code(),
        found.size() == 1 ? problem.message() : withoutName(found.getFirst()),
        found.stream().map(Found::id).distinct().toList());
  }

  private static String withoutName(Found found) {
    return HOLDER
        .matcher(found.problem().message())
        .replaceFirst("")
        .replace(found.id(), "the target");
  }

  /** What keeps a target from being scaled as tagged. */
  static List<Problem> problems(PlanLine line) {
    return switch (line.target().outcome().ending()) {
      case Ending.Rejected(var problems, _) -> problems;
      case Ending.Failed(var problem, _) -> List.of(problem);
      case Ending.Skipped _ ->
          line.verdict() == PlanVerdict.MISTYPED
              ? line.target().outcome().warnings().stream()
                  .filter(warning -> warning.code() == Code.MISTYPED_PREFIX)
                  .toList()
              : List.of();
      case Ending.Planned _, Ending.Unchanged _, Ending.Applied _, Ending.Released _ -> List.of();
    };
  }

  /** The codes of several groups with how many targets each has, the most first. */
  static List<String> counts(Stream<ProblemGroup> groups) {
    var byCode = new LinkedHashMap<Code, Set<String>>();
    groups.forEach(
        group -> byCode.computeIfAbsent(group.code(), _ -> new HashSet<>()).addAll(group.ids()));
    return byCode.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
        .map(entry -> entry.getValue().size() + " " + entry.getKey().wire())
        .toList();
  }
}
