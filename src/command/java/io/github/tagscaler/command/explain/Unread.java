package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds in an outcome what the caller may not read: to the function it is a problem like others.
 */
final class Unread {
  private Unread() {}

  /** Whether the problem is that a right is missing. */
  static boolean isDenial(Problem problem) {
    return problem.code() == Code.ACCESS_DENIED || permission(problem).findAny().isPresent();
  }

  /** The rights that kept the outcome from being another one. */
  static List<Unknown> in(Outcome outcome) {
    var problems =
        switch (outcome.ending()) {
          case Ending.Rejected(var all, _) -> all.stream();
          case Ending.Failed(var problem, _) -> Stream.of(problem);
          case Ending.Applied _,
              Ending.Planned _,
              Ending.Unchanged _,
              Ending.Released _,
              Ending.Skipped _ ->
              Stream.<Problem>empty();
        };
    return problems
        .filter(Unread::isDenial)
        .map(problem ->
            permission(problem)
                .findFirst()
                .map(Unknown::denied)
                .orElseGet(
                    () -> Unknown.failed(problem.message(), "the explanation is not complete")))
        .distinct()
        .toList();
  }

  private static Stream<String> permission(Problem problem) {
    return Attempt.PERMISSION.matcher(problem.message()).results().map(found -> found.group(1));
  }
}
